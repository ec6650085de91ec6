// SPDX-License-Identifier: Apache-2.0
import { type ClusterPair, startPair, type PairOptions } from "../../../../sandbox/clusters";
import type { RawSettings } from "../../../../provider/opensearch/settings/table";

/** The one key that the emulated domain knows. */
export const domainKey = {
  accessKey: "AKIDEXAMPLE",
  secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "eu-west-1",
  service: "es",
} as const;

/** The settings that sign with it. */
export const domainSettings: RawSettings = {
  signAwsRequests: "true",
  awsRegion: domainKey.region,
  awsAccessKey: domainKey.accessKey,
  awsSecretKey: domainKey.secretKey,
};

/** A pair behind Amazon's front door. */
export function startDomain(sigV4: object = {}, options: PairOptions = {}): Promise<ClusterPair> {
  return startPair({ ...options, security: { sigV4: { ...domainKey, ...sigV4 } } });
}
