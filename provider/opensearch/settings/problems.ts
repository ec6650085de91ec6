// SPDX-License-Identifier: Apache-2.0
import { isServerlessHost, serverlessRefusal } from "../text/amazon";
import { rulesBroken } from "../text/names";
import { readAddresses } from "./addresses";
import { hasSignIn } from "./precedence";
import { basicOf, regionOf } from "./sign-in";
import { type RawSettings, type SettingName, settingNames, settings } from "./table";

/**
 * Everything that is wrong with settings. Given `pending`, the settings that will have a value, the check
 * is an early one: what these or the environment of the deployment may mend is no problem yet.
 */
export function problemsIn(raw: RawSettings, pending?: ReadonlySet<string>): readonly string[] {
  const isPending = (...names: SettingName[]) => names.some((name) => pending?.has(name));
  const isLate = pending === undefined;
  const { addresses, problems } = readAddresses(raw);
  const { username, password } = basicOf(raw, addresses);
  const isBasic = username !== undefined || password !== undefined;
  const isAws = raw.signAwsRequests === "true";
  const { token, awsSignatureService: service = "es" } = raw;
  const set: RawSettings = { ...raw, username, password };
  const isThere = (name: SettingName) => set[name] !== undefined || isPending(name);
  const half = (one: SettingName, other: SettingName): string[] => {
    const isNone = set[one] === undefined && set[other] === undefined;
    if (isNone || isThere(one) === isThere(other)) return [];
    const [missing, given] = isThere(one) ? [other, one] : [one, other];
    return [
      `${missing} is missing, but ${given} is set: set both in one place (the Provider or the stack's configuration, or else the environment)`,
    ];
  };
  const serverless = [raw.hostOverride, addresses?.baseUrl, ...(addresses?.otherUrls ?? [])].find(
    (host) => host !== undefined && isServerlessHost(host),
  );
  const isEmpty = (name: SettingName) => raw[name] === "";
  // The environment cannot give what may not be taken from there.
  const isUrlDue = isLate || (hasSignIn(raw) && !isPending("url", "urls"));
  return [
    ...settingNames
      .filter(isEmpty)
      .map((name) => `${name} ${emptyProblem(settings[name].variable)}`),
    ...rulesBroken([
      [
        raw.url !== undefined && raw.urls !== undefined,
        "url and urls contradict each other: set one of the two",
      ],
      [
        (isUrlDue || raw.url !== undefined || raw.urls !== undefined) &&
          addresses === undefined &&
          problems.length === 0 &&
          !isEmpty("url") &&
          !isEmpty("urls"),
        hasSignIn(raw)
          ? "url is missing: set it beside the sign-in (an address of the environment never joins a sign-in that comes from elsewhere)"
          : "url is missing",
      ],
    ]),
    ...problems,
    ...rulesBroken([
      [
        differ(raw.username, addresses?.username) || differ(raw.password, addresses?.password),
        "the url's user name or password contradicts username and password: set one of the two",
      ],
      [
        isAws && (isBasic || token !== undefined),
        "signing for AWS and token or username/password contradict each other: set one of them, or signAwsRequests to false",
      ],
      [
        !isAws && isBasic && token !== undefined,
        "token and username/password contradict each other: set one of the two",
      ],
      [isAws && service === "aoss", `awsSignatureService is "aoss": ${serverlessRefusal}`],
      [isAws && !["es", "aoss"].includes(service), `awsSignatureService must be "es"`],
      [
        isAws && isLate && regionOf(raw, addresses) === undefined,
        "awsRegion is missing (the host name does not contain it)",
      ],
      [
        isAws && raw.awsToken !== undefined && !isThere("awsAccessKey") && !isThere("awsSecretKey"),
        "awsAccessKey and awsSecretKey are missing (an awsToken is set)",
      ],
      [
        serverless !== undefined,
        `the url or hostOverride is of a serverless collection: ${serverlessRefusal}`,
      ],
    ]),
    // A url that is not known yet may hold the other half.
    ...(isAws || token !== undefined || isPending("url", "urls")
      ? []
      : half("username", "password")),
    ...half("clientCert", "clientKey"),
    ...(isAws ? half("awsAccessKey", "awsSecretKey") : []),
    ...(isAws ? half("awsWebIdentityRoleArn", "awsWebIdentityTokenFile") : []),
    ...settingNames.flatMap((name) => {
      const text = raw[name];
      const problem =
        text === undefined || text === "" ? undefined : settings[name].problem?.(text);
      return problem === undefined ? [] : [`${name} ${problem}`];
    }),
  ];
}

/** The environment would lead to another cluster than the one that was meant. */
function emptyProblem(variable: string): string {
  return `is empty: what it comes from has no value. Correct that, such as the name of an output or of a configuration key; to use ${variable} of the environment, leave it out`;
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
