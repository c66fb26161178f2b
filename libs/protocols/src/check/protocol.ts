import type { Finding } from '../faults.ts'
import type { Protocol } from '../run.ts'
import { checkAdults } from './adults.ts'
import { checkDeadlines } from './deadlines.ts'
import { checkReferences } from './references.ts'
import { checkSchemas } from './schemas.ts'
import { checkStates } from './states.ts'
import { checkSteps } from './steps.ts'

/** Everything that is wrong with a protocol of the right shape. */
export function checkProtocol(protocol: Protocol, known: { readonly forms: ReadonlySet<string> }): Finding[] {
  const references = checkReferences(protocol, known.forms)
  // From nowhere everything is out of reach: that would be no news.
  if (references.some(({ code }) => code === 'start_unknown')) return [...references, ...checkSchemas(protocol)]
  return [
    ...references,
    ...checkStates(protocol),
    ...checkSteps(protocol),
    ...checkAdults(protocol),
    ...checkDeadlines(protocol),
    ...checkSchemas(protocol),
  ]
}
