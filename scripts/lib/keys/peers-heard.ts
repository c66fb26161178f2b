import type { DirectoryStatement } from '@amparo/contracts'
import { UsageError } from '../usage-error.ts'

interface Heard {
  /** What the jurisdictions of the peers on this machine have stated last. */
  readonly peers: readonly DirectoryStatement[]
  /** Peers elsewhere that have said so. */
  readonly heard: readonly string[]
}

/** Throws UsageError unless each peer names the next key: on this machine in its statement, elsewhere as they have said. */
export async function demandPeersHeard(
  own: DirectoryStatement,
  { peers, heard }: Heard,
  isNamed: (by: DirectoryStatement) => Promise<boolean>,
  option: '--certificate' | '--letter',
): Promise<void> {
  for (const peer of own.hubs.map(known => known.hub).filter(other => other !== own.hub && !heard.includes(other))) {
    const stated = peers.find(statement => statement.hub === peer)
    if (stated === undefined)
      throw new UsageError(`${peer} is elsewhere: --heard ${peer}, once they have said that they name the next key.`)
    if (!(await isNamed(stated)))
      throw new UsageError(
        `The directory of ${peer} does not name the next key yet: keys -- statement --hub ${peer} ${option} FILE.`,
      )
  }
}
