// SPDX-License-Identifier: Apache-2.0
import { cancellation } from "./pulumi/cancellation";
import { engineLog } from "./pulumi/engine-log";
import { bounded } from "./pulumi/handler-boundary";
import { startedReplicationHandler } from "./resources/started-replication/handler";
import { systemClock } from "./waiting/clock";

const world = {
  clock: systemClock,
  random: Math.random,
  environment: process.env,
  log: engineLog(),
  cancellation,
};

/** The handler that the text in the state of every `StartedReplication` names. It keeps this name for ever. */
export const startedReplication = bounded(startedReplicationHandler(world));
