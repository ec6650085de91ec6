// SPDX-License-Identifier: Apache-2.0
import { cancellation } from "./doors/dynamic/cancellation";
import { dynamicDoor } from "./doors/dynamic/dynamic-door";
import { engineLog } from "./doors/dynamic/engine-log";
import { bounded } from "./doors/dynamic/handler-boundary";
import { isDestroyRun } from "./doors/process/command-line";
import { atEnd } from "./doors/process/ending";
import { engineAddress } from "./doors/process/engine-address";
import { autoFollowRuleHandler } from "./resources/auto-follow-rule/handler";
import { sharedJournal } from "./lifecycle/claims/shared-journal";
import { leaderConnectionHandler } from "./resources/leader-connection/handler";
import { replicationGateHandler } from "./resources/replication-gate/handler";
import { startedReplicationHandler } from "./resources/started-replication/handler";
import { writeBlockHandler } from "./resources/write-block/handler";
import { systemClock } from "./waiting/clock";

const address = engineAddress();

const thisProcess = {
  clock: systemClock,
  random: Math.random,
  environment: process.env,
  log: engineLog(),
  cancellation,
  isDestroy: isDestroyRun,
  atEnd,
  ...(address === undefined ? {} : { journal: sharedJournal(address) }),
};

// The text in the state of every resource names its handler; so these names stay for ever.

export const startedReplication = bounded(dynamicDoor(startedReplicationHandler, thisProcess));
export const leaderConnection = bounded(dynamicDoor(leaderConnectionHandler, thisProcess));
export const autoFollowRule = bounded(dynamicDoor(autoFollowRuleHandler, thisProcess));
export const writeBlock = bounded(dynamicDoor(writeBlockHandler, thisProcess));
export const replicationGate = bounded(dynamicDoor(replicationGateHandler, thisProcess));
