import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Platform } from './platforms.js';

const NAME = 'Muster: looked at';
const PREFIX = 'muster-looked-at-';

/** The id of the witness of a platform, as it stands in the report. */
export function witnessOf(platform: Platform): string {
  return `${PREFIX}${platform.toLowerCase()}`;
}

export function isWitness(queryId: string): boolean {
  return queryId.startsWith(PREFIX);
}

/**
 * A query that every document answers: KICS names a file only where one of its queries found something in it, so
 * without this a file with nothing to say against it looks the same as one that was never parsed. There is one for each
 * platform, since the queries of a platform are loaded only when KICS itself takes some file for that platform's.
 *
 * It answers once for each member at a document's top: an answer whose line is a comment for KICS would be left out.
 */
const QUERY = `package Cx

CxPolicy[result] {
  document := input.document[i]
  value := document[key]
  not key == "id"
  not key == "file"
  not key == "args" # of a Dockerfile, at no line
  result := {
    "documentId": document.id,
    "searchKey": place_of(key, value),
    "searchValue": sprintf("document %d", [i]),
    "issueType": "BillOfMaterials",
    "keyExpectedValue": "looked at",
    "keyActualValue": "looked at",
  }
}

place_of(key, value) = place {
  key == "command"
  stages := [name | value[name]]
  place := sprintf("FROM={{%s}}", [stages[0]])
} else = key {
  true
}
`;

/** Writes them where `--queries-path` can be pointed at. */
export async function writeWitnesses(folder: string, platforms: Iterable<Platform>): Promise<void> {
  for (const platform of platforms) {
    const own = path.join(folder, witnessOf(platform));
    await mkdir(own, { recursive: true });
    await writeFile(path.join(own, 'query.rego'), QUERY);
    const about = {
      id: witnessOf(platform),
      queryName: NAME,
      // Such results stand apart from findings, in the bill of materials, and do not count.
      severity: 'TRACE',
      category: 'Bill Of Materials',
      descriptionText: 'The document was handed to the queries of its platform',
      descriptionUrl: 'https://docs.kics.io/',
      descriptionID: 'muster',
      platform,
      cloudProvider: 'common',
    };
    await writeFile(path.join(own, 'metadata.json'), JSON.stringify(about));
  }
}
