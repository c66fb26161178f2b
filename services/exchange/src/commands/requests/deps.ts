import type { Invalid } from '../../domain/requests/invalid.ts'
import type { Rules } from '../../domain/requests/rules.ts'
import type { Directory } from '../../ports/directory.ts'
import type { DueDeps } from '../deps.ts'

export interface RequestDeps extends DueDeps {
  readonly rules: Rules
  readonly directory: Directory
}

/** Of the route: whose token it is, and how fields that only the form or the protocol can judge are refused. */
export interface By {
  readonly caller: { readonly user: string; readonly agency: string; readonly scopes: ReadonlySet<string> }
  readonly invalid: Invalid
}
