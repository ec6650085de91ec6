// SPDX-License-Identifier: Apache-2.0
import { ambientRegion } from "../text/amazon";
import { type RawSettings, type SettingName, settingVariables } from "./setting-names";
import { withoutUserinfo } from "../text/url";
import { hiddenBy, isSigned } from "./whose-settings";

/** Each setting from where it is set first: explicit provider or stack configuration, then environment. */
export function gatherSettings(
  configured: (name: SettingName) => string | undefined,
  environment: NodeJS.ProcessEnv,
): RawSettings {
  const own = present(configured);
  const all = present((name) => environment[settingVariables[name]]);
  const { names, userinfo } = hiddenBy(own, all);
  const ambient: RawSettings = Object.fromEntries(
    Object.entries(all).filter(([name]) => !names.has(name as SettingName)),
  );
  const gathered = { ...ambient, ...(userinfo ? withoutUserinfo(ambient) : {}), ...own };
  const signAwsRequests = gathered.signAwsRequests ?? (isSigned(own) ? "true" : undefined);
  if (signAwsRequests !== "true") return withoutAmbientAws(gathered, own);
  const awsRegion = own.awsRegion ?? ambientRegion(gathered, environment);
  return { ...gathered, signAwsRequests, ...(awsRegion === undefined ? {} : { awsRegion }) };
}

/** AWS's own variables are there for every tool: they say nothing where nothing is signed. */
function withoutAmbientAws(gathered: RawSettings, own: RawSettings): RawSettings {
  return Object.fromEntries(
    Object.entries(gathered).filter(
      ([name]) => !/^aws/.test(name) || own[name as SettingName] !== undefined,
    ),
  );
}

function present(value: (name: SettingName) => string | undefined): RawSettings {
  return Object.fromEntries(
    (Object.keys(settingVariables) as SettingName[]).flatMap((name) => {
      const text = value(name)?.trim() ?? "";
      return text === "" ? [] : [[name, text]];
    }),
  );
}
