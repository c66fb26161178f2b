import {
  auditActions,
  type LooksRequest,
  LooksRequestSchema,
  type LooksResponseSchema,
  LooksSchema,
  type MessageInitShape,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { entryFrom } from '../commands/projected-of.ts'
import type { Projection } from '../commands/projection.ts'
import { readAsLogged, type ShowingDeps } from '../commands/read-as-logged.ts'
import { errors } from '../domain/errors.ts'
import { projectedAbout } from '../store/projection.ts'

/** A record is read by a person; what is older than so many entries the auditor has. */
const MOST = 500
/** Names that one person may have. */
const MOST_REFS = 1_000

interface LooksDeps extends ShowingDeps {
  readonly projection: Projection
  readonly sign: SigningKey
}

/** What stands in the log of one person of the actions that are asked for, newest first, signed for whoever asked. Throws log_question_too_wide, log_differs. */
export const answerLooks =
  ({ projection, sign, ...deps }: LooksDeps) =>
  async (request: LooksRequest): Promise<MessageInitShape<typeof LooksResponseSchema>> => {
    const { subjectRefs } = request
    const actions = request.actions.map(auditActions.toCode)
    if (subjectRefs.length > MOST_REFS) throw errors.log_question_too_wide()
    await projection.catchUp()
    const { rows: found } = await readAsLogged(deps, async reader => ({
      rows: await projectedAbout(reader, subjectRefs, actions, MOST + 1),
    }))
    const looks = {
      requestHash: requestHash(toBinary(LooksRequestSchema, request)),
      entries: found.slice(0, MOST).map(entryFrom),
      more: found.length > MOST,
      expiresAt: timestampFromDate(new Date(deps.now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { looks: signStatement(LooksSchema, looks, 'looks.v1', sign) }
  }
