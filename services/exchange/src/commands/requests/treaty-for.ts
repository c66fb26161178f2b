import type { Priority } from '../../domain/dues.ts'
import { chosen, instrumentsFor, type Under } from '../../domain/requests/instruments.ts'
import type { Assistance } from '../../domain/requests/terms.ts'
import type { RequestDeps } from './deps.ts'

interface Wanted {
  readonly type: Assistance
  readonly to: string
  /** Code; undefined: the most particular one. */
  readonly treaty: string | undefined
  readonly priority: Priority
}

/** Under which a request may be made now. Throws no_evidence_treaty. Outside of any transaction. */
export async function treatyFor(
  { hub, rules, directory, now }: Pick<RequestDeps, 'hub' | 'rules' | 'directory' | 'now'>,
  { type, to, treaty, priority }: Wanted,
): Promise<Under> {
  const between = { from: hub, to, type, now: now() }
  return chosen(instrumentsFor(rules.terms, await directory.instruments(hub, to), between), treaty, { type, priority })
}
