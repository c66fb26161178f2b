import { existsSync, readFileSync } from 'node:fs'
import { unusable } from '@amparo/config'
import { type DirectoryStatement, directoryStatement, signedDirectoryStatement } from '@amparo/contracts'
import { signDirectory } from './directory.ts'
import type { HubPaths } from './layout.ts'
import { nextBy } from './next-by.ts'
import { writePrivate } from './secrets.ts'

type Paths = Pick<HubPaths, 'directoryStatement' | 'jurisdictionKey'>

/** What the jurisdiction has stated last. Whether it has signed it, directory looks at. */
export function statementIn(file: string): DirectoryStatement {
  try {
    const signed = signedDirectoryStatement.parse(JSON.parse(readFileSync(file, 'utf8')))
    return directoryStatement.parse(JSON.parse(signed.statement))
  } catch {
    throw unusable(`${file} is missing or damaged.`)
  }
}

/** What it states next: the change, a later version and now. A version is never given twice. */
export function nextStatement(
  before: DirectoryStatement,
  change: Partial<Pick<DirectoryStatement, 'agencies' | 'hubs' | 'instruments' | 'successors'>>,
  now: Date,
): DirectoryStatement {
  const version = Math.max(before.version + 1, Math.floor(now.getTime() / 1000))
  return { ...before, ...change, version, issuedAt: now.toISOString(), nextBy: nextBy(now) }
}

/** Signs it with the jurisdiction's key and puts it where directory finds it, within half a minute. */
export async function writeStatement(paths: Paths, statement: DirectoryStatement): Promise<void> {
  writePrivate(paths.directoryStatement, await signDirectory(statement, jurisdictionKeyOf(paths, statement.hub)))
}

/** Armored. It is in the folder for as long as something is signed with it. */
export function jurisdictionKeyOf({ jurisdictionKey }: Pick<Paths, 'jurisdictionKey'>, hub: string): string {
  if (!existsSync(jurisdictionKey))
    throw unusable(`${jurisdictionKey} is needed to sign the directory of ${hub}, and is gone.`)
  return readFileSync(jurisdictionKey, 'utf8')
}

/** The keys that certify what is of the own hub: while the jurisdiction changes its own, the one before, too, so that whoever knows that one alone goes on. */
export function certifyingKeys(
  paths: Pick<HubPaths, 'jurisdictionKey' | 'jurisdictionKeyBefore'>,
  hub: string,
): string[] {
  const { jurisdictionKeyBefore: before } = paths
  return [jurisdictionKeyOf(paths, hub), ...(existsSync(before) ? [readFileSync(before, 'utf8')] : [])]
}
