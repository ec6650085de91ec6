// SPDX-License-Identifier: Apache-2.0
// Leaves out of the reference which types, none of them exported, classes and their members implement.
import { Converter } from "typedoc";

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      delete reflection.implementationOf;
      delete reflection.overwrites;
      delete reflection.implementedTypes;
      for (const signature of reflection.signatures ?? []) {
        delete signature.overwrites;
        delete signature.implementationOf;
      }
    }
  });
}
