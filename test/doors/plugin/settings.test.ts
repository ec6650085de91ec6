// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { checkSettings, textsOf } from "../../../provider/doors/plugin/settings";
import { plain, secret, unknownValue } from "../../../provider/doors/plugin/values";
import { settingNames, settings } from "../../../provider/opensearch/settings/table";

const explicit = "urn:pulumi:test::p::pulumi:providers:opensearch-replication::follower";
const byDefault = "urn:pulumi:test::p::pulumi:providers:opensearch-replication::default_0_1_0";
const url = "https://search.example.com";

describe("settings of the plugin's provider", () => {
  it("are texts, whatever a language sends: lists and switches as they are, or as JSON", () => {
    const args = {
      ...{ url, insecure: true, startsInFlight: 3, urls: ["https://a", "https://b"] },
      ...{ password: secret("pass word "), caCert: unknownValue },
      ...{ version: "0.1.0", pluginDownloadURL: "https://x", __internal: {} },
    };
    expect(textsOf(args)).to.deep.equal({
      ...{ url, insecure: "true", startsInFlight: "3", urls: '["https://a","https://b"]' },
      password: "pass word ",
    });
    expect(textsOf({ insecure: "true", urls: '["https://a"]' })).to.deep.equal({
      insecure: "true",
      urls: '["https://a"]',
    });
  });

  it("that are wrong are named one by one, each with its own name", () => {
    const { failures } = checkSettings(explicit, {
      url,
      requestTimeout: "soon",
      startsInFlight: 0,
      password: "p",
    });
    expect(failures).to.deep.equal([
      {
        property: "",
        reason:
          "username is missing, but password is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
      },
      { property: "requestTimeout", reason: 'must be a duration such as "75s"' },
      { property: "startsInFlight", reason: "must be a whole number above zero" },
    ]);
  });

  it("that are not known yet are no mistake, nor what they may mend", () => {
    const { failures, inputs } = checkSettings(explicit, {
      url: unknownValue,
      password: unknownValue,
      username: "admin",
    });
    expect(failures).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      url: unknownValue,
      password: secret(unknownValue),
      username: "admin",
    });
  });

  it("that turned out to hold nothing are refused: the environment must not take their place", () => {
    const { failures } = checkSettings(explicit, { url: null, username: "admin", password: "" });
    expect(failures.map(({ reason }) => reason).join("\n")).to.match(
      /url is empty[^]*password is empty/,
    );
  });

  it("that may be credentials are stored as secrets, and no message names a value", () => {
    const marker = "hunter2";
    for (const name of settingNames) {
      for (const text of [
        `${marker}`,
        `https://${marker}@x:y`,
        `-----BEGIN ${marker}-----`,
        `http://a:${marker}@b`,
      ]) {
        const { failures, inputs } = checkSettings(explicit, { url, ...{ [name]: text } });
        for (const { property = "", reason } of failures) {
          expect(reason, name).not.to.include(marker);
          // The engine shows the value of the property that is named.
          if (property !== "") expect(["url", ...settingNames]).to.include(property);
          if (property === name) expect(settings[name], name).not.to.have.property("secret");
        }
        if (settings[name].secret === "always") expect(inputs[name]).to.deep.equal(secret(text));
      }
    }
    const { failures } = checkSettings(explicit, { url, pasword: marker });
    expect(failures.map(({ property }) => property)).to.deep.equal([""]);
    expect(failures[0]?.reason).to.match(/^pasword is not a setting.*password/);
    expect(checkSettings(explicit, { url: `https://u:${marker}@x` }).inputs["url"]).to.deep.equal(
      secret(`https://u:${marker}@x`),
    );
  });

  it("of the stack's configuration leave names alone that others may use, and hint at near ones", () => {
    const { failures, hints, inputs } = checkSettings(byDefault, {
      url,
      colour: "red",
      pasword: "p",
    });
    expect(failures).to.deep.equal([]);
    expect(hints.join()).to.match(/pasword is not a setting.*password/);
    expect(plain(inputs)).to.deep.equal({ url, colour: "red", pasword: "p" });
  });
});
