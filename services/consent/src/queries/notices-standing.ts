import type {
  DataCategory,
  MessageInitShape,
  NoticesStandingRequest,
  NoticesStandingResponseSchema,
  ServiceName,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Deps } from '../commands/deps.ts'
import { stillAgreed } from '../domain/decide-notice.ts'
import { errors } from '../domain/errors.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { recordsOf } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { noticesPermitted } from '../store/own-record.ts'

/** How many notices one question may name. */
const MOST = 200

/**
 * Which of these notices the person still agrees to: the consent has not ended, or another has taken its place; and of which it
 * covers less than such a notice may show: what this one shows, redaction knows. For a list, which shows nobody: nothing is decided, kept or entered. Throws question_unreadable for anybody but the redaction service.
 */
export const noticesStanding =
  ({ hub, store, directory, policy, now }: Deps & { readonly directory: Pick<Directory, 'findParty'> }) =>
  async (
    { noticeIds }: NoticesStandingRequest,
    asker: ServiceName,
  ): Promise<MessageInitShape<typeof NoticesStandingResponseSchema>> => {
    if (asker !== 'redaction' || noticeIds.length > MOST || !noticeIds.every(isUuid)) throw errors.question_unreadable()
    const known = await store.read(async reader => {
      const found = []
      for (const { subjectId, issuer, ...notice } of await noticesPermitted(reader, noticeIds)) {
        const records = await recordsOf(reader, subjectId, issuer)
        found.push({ ...notice, records, exclusions: await exclusionsOf(reader, subjectId) })
      }
      return found
    })
    const parties = new Map<string, ReturnType<Directory['findParty']>>()
    for (const { to } of known) if (!parties.has(to)) parties.set(to, directory.findParty({ hub, agencyId: to }))
    const standing: string[] = []
    const narrowed: { noticeId: string; categories: DataCategory[] }[] = []
    for (const { noticeId, to, ...notice } of known) {
      const party = await parties.get(to)
      const recipient = party?.suspended === false ? party : undefined
      const { categories, isNarrowed } = stillAgreed({ ...notice, recipient }, policy, now())
      if (categories.length === 0) continue
      standing.push(noticeId)
      if (isNarrowed) narrowed.push({ noticeId, categories: categories.map(wires.category.write) })
    }
    return { standing, narrowed }
  }
