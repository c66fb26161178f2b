import type { Finding } from '../faults.ts'
import type { Protocol } from '../run.ts'
import { checkDeadlines } from './deadlines.ts'
import { checkReferences } from './references.ts'
import { checkSchemas } from './schemas.ts'
import { checkStates } from './states.ts'
import { checkSteps } from './steps.ts'

/** Everything that is wrong with a protocol of the right shape. */
export function checkProtocol(protocol: Protocol, known: { readonly forms: ReadonlySet<string> }): Finding[] {
  return [
    ...checkReferences(protocol, known.forms),
    ...checkStates(protocol),
    ...checkSteps(protocol),
    ...checkDeadlines(protocol),
    ...checkSchemas(protocol),
  ]
}
