// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import fc from "fast-check";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { bounded } from "../../../provider/doors/dynamic/handler-boundary";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { idleHandler } from "../../support/idle-handler";

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true });
const record = fc.dictionary(fc.string(), anything);

/** What the host does with properties; it throws on what a Struct cannot carry. */
function encode(properties: unknown): void {
  Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

describe("the host boundary, whatever comes", () => {
  it("lets only results through that the host can encode", async () => {
    await fc.assert(
      fc.asyncProperty(record, async (outs) => {
        const provider = bounded({
          ...idleHandler,
          create: () => Promise.resolve({ id: "x", outs }),
        });
        encode((await provider.create({})).outs);
      }),
    );
  });

  it("throws only Errors with a message that the host can encode", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          anything,
          record.map((fields) => Object.assign(new Error("x"), fields)),
        ),
        async (thrown) => {
          const provider = bounded({
            ...idleHandler,
            create: () => {
              throw thrown;
            },
          });
          const error: unknown = await provider.create({}).catch((caught: unknown) => caught);
          expect(error).to.be.an("error");
          expect((error as Error).message).to.be.a("string").that.is.not.empty;
          for (const name of ["code", "id", "properties", "reasons"])
            expect(name in (error as Error)).to.equal(false);
        },
      ),
    );
  });

  it("completes every partial failure with the inputs, encodable", async () => {
    await fc.assert(
      fc.asyncProperty(record, fc.string(), async (properties, reason) => {
        const provider = bounded({
          ...idleHandler,
          create: () => Promise.reject(new PartialFailure(reason, "id", properties)),
        });
        const error = await provider
          .create({ __provider: "text" })
          .catch((caught: unknown) => caught);
        const { id, reasons, properties: saved } = error as PartialFailure;
        expect({ id, reasons }).to.deep.equal({
          id: "id",
          reasons: [reason.replaceAll("\n", "\n\t")],
        });
        if (!("__provider" in properties)) expect(saved).to.include({ __provider: "text" });
        encode(saved);
      }),
    );
  });
});
