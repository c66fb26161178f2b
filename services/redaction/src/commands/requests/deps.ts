import type { Append } from '@amparo/asking'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { RedactFileOf } from '../../ports/documents.ts'
import type { FindRequest, PermitEvidence } from '../../ports/requests.ts'
import type { DataKeys } from '../../store/data-keys.ts'

/** What everything needs that touches a text of a request for evidence. */
export interface RequestTextDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: DataKeys
  readonly append: Append
  readonly redactFileOf: RedactFileOf
  readonly findRequest: FindRequest
  readonly permitEvidence: PermitEvidence
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}
