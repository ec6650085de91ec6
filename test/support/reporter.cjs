// SPDX-License-Identifier: Apache-2.0
const { reporters } = require("mocha");

/** The spec reporter, and one plain line at the end that says how many tests passed and failed. */
class PlainClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const skipped = pending === 0 ? "" : `, ${pending} skipped`;
      process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
}

module.exports = PlainClosingLine;
