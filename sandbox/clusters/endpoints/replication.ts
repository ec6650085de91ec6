// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { isAtLeast } from "../cluster/version";
import { acknowledged, answer } from "../http/answer";
import { Refusal } from "../http/refusal";
import { flag } from "../http/request";
import type { Route } from "../http/routes";
import { textOf } from "../json/json";
import { parseBody, type ObjectParser } from "../json/object-parser";
import { pause } from "../replication/pause";
import { USER_INITIATED } from "../replication/replication";
import { resume } from "../replication/resume";
import { startWish } from "../replication/start-request";
import { start } from "../replication/start";
import { status } from "../replication/status";
import { stop } from "../replication/stop";
import { update } from "../replication/update";

const stopParser: ObjectParser = { name: "StopReplicationRequestParser", fields: {} };
const pauseParser: ObjectParser = {
  name: "PauseReplicationRequestParser",
  fields: { reason: ["VALUE_STRING"] },
};
const resumeParser = (cluster: Cluster): ObjectParser => ({
  name: "ResumeReplicationRequestParser",
  fields: isAtLeast(cluster.version, "3.8.0")
    ? { force_resume: ["VALUE_BOOLEAN", "VALUE_STRING"] }
    : {},
});

const needsBody = (body: string): string => {
  if (body === "")
    throw new Refusal(400, "parse_exception", "request body or source parameter is required");
  return body;
};

/** The endpoints of 3.7 and later take a timeout for the cluster manager. */
const timeouts = (cluster: Cluster): string[] =>
  isAtLeast(cluster.version, "3.7.0") ? ["cluster_manager_timeout"] : [];

const UPDATE_QUERY = [
  "timeout",
  "master_timeout",
  "preserve_existing",
  "expand_wildcards",
  "ignore_unavailable",
  "allow_no_indices",
];

const at = (action: string) => `/_plugins/_replication/{index}/${action}`;

/** The life of one replication. */
export const replicationRoutes: Route[] = [
  {
    method: "PUT",
    path: at("_start"),
    query: (cluster) => ["wait_for_restore", ...timeouts(cluster)],
    async handle(cluster, request, { index = "" }) {
      const text = needsBody(request.body);
      const wait = flag(request, "wait_for_restore");
      await start(cluster, startWish(index, text), wait);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_stop"),
    query: timeouts,
    async handle(cluster, { body }, { index = "" }) {
      parseBody(stopParser, needsBody(body));
      await stop(cluster, index);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_pause"),
    query: timeouts,
    handle(cluster, { body }, { index = "" }) {
      if (!isAtLeast(cluster.version, "3.4.0")) needsBody(body);
      const given = body === "" ? {} : parseBody(pauseParser, body);
      pause(cluster, index, textOf(given["reason"]) ?? USER_INITIATED);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_resume"),
    query: timeouts,
    async handle(cluster, { body }, { index = "" }) {
      const given = parseBody(resumeParser(cluster), needsBody(body));
      await resume(cluster, index, textOf(given["force_resume"]) === "true");
      return acknowledged();
    },
  },
  {
    method: "PUT",
    path: at("_update"),
    query: (cluster) => [...UPDATE_QUERY, ...timeouts(cluster)],
    handle(cluster, { body }, { index = "" }) {
      update(cluster, index, body);
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: at("_status"),
    query: ["verbose"],
    handle: (cluster, request, { index = "" }) =>
      answer(status(cluster, index, flag(request, "verbose"))),
  },
];
