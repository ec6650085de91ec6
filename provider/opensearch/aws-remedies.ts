// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What Amazon's service refuses with, in front of the cluster. */
export const awsRemedies: readonly Remedy[] = [
  {
    name: "signature does not match",
    reason: /signature we calculated does not match/,
    advice:
      "Check awsSecretKey (or the profile's), awsRegion and awsSignatureService; behind a tunnel hostOverride must be the domain's own host name, and nothing in between may change path or body.",
  },
  {
    name: "signature expired",
    reason: /Signature (expired|not yet current)/,
    advice: "Set this machine's clock: it differs from the service's by more than five minutes.",
  },
  {
    name: "AWS credentials not valid",
    reason: /security token included in the request is (invalid|expired)/,
    advice:
      "The access key is unknown or its session has ended: sign in to AWS anew; a temporary access key also needs awsToken.",
  },
  {
    name: "wrong region or service in the signature",
    reason: /Credential should be scoped to/,
    advice:
      "Set awsRegion to the region of the domain, and awsSignatureService to es (or aoss, serverless).",
  },
  {
    name: "not signed for AWS",
    reason: /anonymous is not authorized to perform/,
    advice:
      "The domain's access policy wants signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn), or open the policy to the user.",
  },
  {
    name: "sign-in that AWS does not take",
    reason: /in Authorization header|Authorization header requires/,
    advice:
      "The domain's access policy wants signed requests instead of a user name or a token: set signAwsRequests and leave those out.",
  },
  {
    name: "not allowed by AWS",
    reason: /is not authorized to perform: (es|aoss):/,
    advice:
      "Allow the action named above to this role or user, in the domain's access policy or its own; then the security plugin's roles count as well.",
  },
];
