// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { isAtLeast } from "../cluster/version";
import { acknowledged, answer } from "../http/answer";
import { Refusal } from "../http/refusal";
import { flag, type AdmittedRequest } from "../http/request";
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
import { newOverrides, update } from "../replication/update";

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

const startOrder = (request: AdmittedRequest, follower: string) => {
  const text = needsBody(request.body);
  const wait = flag(request, "wait_for_restore");
  return { wish: { ...startWish(follower, text), caller: request.caller }, wait };
};

const pauseReason = (cluster: Cluster, body: string): string => {
  if (!isAtLeast(cluster.version, "3.4.0")) needsBody(body);
  const given = body === "" ? {} : parseBody(pauseParser, body);
  return textOf(given["reason"]) ?? USER_INITIATED;
};

const isForced = (cluster: Cluster, body: string): boolean =>
  textOf(parseBody(resumeParser(cluster), needsBody(body))["force_resume"]) === "true";

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

const may = (action: string) => `indices:admin/plugins/replication/index/${action}`;

/** The life of one replication. */
export const replicationRoutes: Route[] = [
  {
    method: "PUT",
    path: at("_start"),
    action: may("start"),
    query: (cluster) => ["wait_for_restore", ...timeouts(cluster)],
    check: (_cluster, request, { index = "" }) => void startOrder(request, index),
    async handle(cluster, request, { index = "" }) {
      const { wish, wait } = startOrder(request, index);
      await start(cluster, wish, wait);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_stop"),
    action: may("stop"),
    query: timeouts,
    check: (_cluster, { body }) => void parseBody(stopParser, needsBody(body)),
    async handle(cluster, _request, { index = "" }) {
      await stop(cluster, index);
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_pause"),
    action: may("pause"),
    query: timeouts,
    check: (cluster, { body }) => void pauseReason(cluster, body),
    handle(cluster, { body }, { index = "" }) {
      pause(cluster, index, pauseReason(cluster, body));
      return acknowledged();
    },
  },
  {
    method: "POST",
    path: at("_resume"),
    action: may("resume"),
    query: timeouts,
    check: (cluster, { body }) => void isForced(cluster, body),
    async handle(cluster, { body }, { index = "" }) {
      await resume(cluster, index, isForced(cluster, body));
      return acknowledged();
    },
  },
  {
    method: "PUT",
    path: at("_update"),
    action: may("update"),
    query: (cluster) => [...UPDATE_QUERY, ...timeouts(cluster)],
    check: (_cluster, { body }) => void newOverrides(body),
    handle(cluster, { body }, { index = "" }) {
      update(cluster, index, newOverrides(body));
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: at("_status"),
    action: may("status_check"),
    query: ["verbose"],
    handle: (cluster, request, { index = "" }) =>
      answer(status(cluster, index, flag(request, "verbose"))),
  },
];
