// SPDX-License-Identifier: Apache-2.0
// Writes into package.json where the package comes from, and into the schema where its plugin is fetched from,
// as the release workflow knows it:
//   tsx scripts/release-metadata.ts <server> <owner/name>
import { readFileSync, writeFileSync } from "node:fs";

/** The fields of a package.json that name its repository; a provenance publish compares them with the workflow's. */
export interface ReleaseMetadata {
  readonly repository: { readonly type: "git"; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
  readonly author: { readonly name: string; readonly url: string };
}

/** The metadata of a repository, such as `https://github.com` and `owner/name`. Throws where they name none. */
export function releaseMetadata(server: string, repository: string): ReleaseMetadata {
  const [owner, name, ...more] = repository.split("/");
  const isRepository = !!owner && !!name && more.length === 0;
  if (!/^https:\/\/[\w.-]+$/.test(server) || !isRepository) {
    throw new Error(
      `A release needs the server and the repository that it runs in, such as https://github.com and owner/name (got "${server}" and "${repository}").`,
    );
  }
  const home = `${server}/${repository}`;
  return {
    repository: { type: "git", url: `git+${home}.git` },
    bugs: { url: `${home}/issues` },
    homepage: `${home}#readme`,
    author: { name: owner, url: `${server}/${owner}` },
  };
}

/** The text of a package.json with the metadata in it. */
export function withReleaseMetadata(text: string, metadata: ReleaseMetadata): string {
  return `${JSON.stringify({ ...(JSON.parse(text) as object), ...metadata }, null, 2)}\n`;
}

/** The text of the package schema with the place of the plugin's archives: GitHub's releases, as the engine asks for them. */
export function withDownloadUrl(text: string, server: string, repository: string): string {
  if (server !== "https://github.com") return text;
  const pluginDownloadURL = `github://api.github.com/${repository}`;
  return `${JSON.stringify({ ...(JSON.parse(text) as object), pluginDownloadURL }, null, 2)}\n`;
}

const schemaFile = "provider/schema.json";

if (require.main === module) {
  const [server = "", repository = ""] = process.argv.slice(2);
  try {
    const metadata = releaseMetadata(server, repository);
    const text = readFileSync("package.json", "utf8");
    writeFileSync("package.json", withReleaseMetadata(text, metadata));
    const schema = readFileSync(schemaFile, "utf8");
    writeFileSync(schemaFile, withDownloadUrl(schema, server, repository));
    console.log(`package.json names ${metadata.repository.url}.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
