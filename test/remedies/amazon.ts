// SPDX-License-Identifier: Apache-2.0
import { makeConnection } from "./calls";
import type { Judged } from "./judged";

const says = (status: number, message: string) => ({ status, body: { message } });

/** What Amazon's service answers in front of the cluster. */
export const amazon: readonly Judged[] = [
  {
    cause: "the service makes connections itself",
    source: "Amazon OpenSearch Service: supported operations",
    call: makeConnection,
    answer: {
      status: 401,
      body: { Message: "Your request: '/_cluster/settings' payload is not allowed." },
    },
    message:
      "Your request: '/_cluster/settings' payload is not allowed (HTTP 401). Amazon's managed service makes connections through its own API: make it there, accept it on the leader's side, and give its alias to `leaderAlias`.",
  },
  {
    cause: "a wrong secret key, or a request that was changed on its way",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(
      403,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details (HTTP 403). Check awsSecretKey (or the profile's), awsRegion and awsSignatureService; behind a tunnel hostOverride must be the domain's own host name, and nothing in between may change path or body.",
  },
  {
    cause: "this machine's clock is wrong",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(403, "Signature expired: 20261125T100000Z is now earlier than 20261125T101000Z"),
    message:
      "Signature expired: 20261125T100000Z is now earlier than 20261125T101000Z (HTTP 403). Set this machine's clock: it differs from the service's by more than five minutes.",
  },
  {
    cause: "the session of a temporary access key has ended",
    source: "Amazon: common errors",
    answer: says(403, "The security token included in the request is expired"),
    message:
      "The security token included in the request is expired (HTTP 403). The access key is unknown or its session has ended: sign in to AWS anew; a temporary access key also needs awsToken.",
  },
  {
    cause: "signed for another region",
    source: "Amazon: Signature Version 4 troubleshooting",
    answer: says(403, "Credential should be scoped to a valid region."),
    message:
      "Credential should be scoped to a valid region (HTTP 403). Set awsRegion to the region of the domain, and awsSignatureService to es (or aoss, serverless).",
  },
  {
    cause: "the request is not signed, and the domain's policy names users",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: {
      status: 403,
      body: {
        Message:
          "User: anonymous is not authorized to perform: es:ESHttpPut because no resource-based policy allows the es:ESHttpPut action",
      },
    },
    message:
      "User: anonymous is not authorized to perform: es:ESHttpPut because no resource-based policy allows the es:ESHttpPut action (HTTP 403). The domain's access policy wants signed requests: set signAwsRequests (and awsRegion, awsProfile or awsAssumeRoleArn), or open the policy to the user.",
  },
  {
    cause: "the domain's policy allows neither this role nor this user",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: {
      status: 403,
      body: {
        Message:
          "User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: es:ESHttpPut",
      },
    },
    message:
      "User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: es:ESHttpPut (HTTP 403). Allow the action named above to this role or user, in the domain's access policy or its own; then the security plugin's roles count as well.",
  },
  {
    cause: "a user name and password where the domain wants signed requests",
    source: "Amazon OpenSearch Service: troubleshooting",
    answer: says(
      403,
      "'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4='.",
    ),
    message:
      "'YWRtaW4=' not a valid key=value pair (missing equal-sign) in Authorization header: 'Basic YWRtaW4=' (HTTP 403). The domain's access policy wants signed requests instead of a user name or a token: set signAwsRequests and leave those out.",
  },
];
