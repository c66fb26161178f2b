import type { Append } from '@amparo/asking'
import { Action, codeWhere, dataCategories, isTextLanguage, oneOf, timestampFromDate } from '@amparo/contracts'
import { encryptAndSign, readCertificate } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import type { Engine } from '@amparo/text'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { COLUMN_NAMES, categoriesOf, safeColumns } from '../domain/release/columns.ts'
import { publicText } from '../domain/release/public-text.ts'
import { outside } from '../domain/review/check.ts'
import type { ViewPolicy } from '../domain/view-policy.ts'
import type { Forms } from '../queries/assessed.ts'
import type { CountFigures } from '../queries/figures.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { rulesOf } from '../queries/protocol-rules.ts'
import { addPublicMasks } from '../store/public-masks.ts'
import { inCompartments } from '../store/releasable.ts'
import { addedMask } from '../store/review-content.schema.ts'
import { findShare } from '../store/shares.ts'
import { messages } from './messages.ts'
import { isSame } from './open-case.ts'
import { type FormCaller, type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'

export interface ReleasePubliclyDeps extends TakeFormDeps {
  readonly openHeld: OpenHeld
  readonly countFigures: CountFigures
  readonly append: Append
  readonly forms: Forms
  readonly views: ViewPolicy
  readonly engine: Engine
  /** A cell of figures stands for at least so many; a form may ask for more. */
  readonly leastK: number
  readonly signKey: () => Promise<string>
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const common = {
  purpose: oneOf(['media', 'statistics', 'judgment']),
  /** OpenPGP, armored: to whom the answer is sealed. */
  replyCertificate: z.string().max(32_768),
}
const day = z.iso.date()
export const releaseForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...common,
    lang: codeWhere(isTextLanguage),
    text: z.string().min(1).max(200_000),
    /** The people of the text, as the custodian's agency has them. */
    subjectRefs: z.array(z.uuid()).max(50),
    /** What the custodian masks besides, in UTF-16 offsets. Nothing is lifted. */
    masks: z.array(addedMask).max(500).default([]),
  }),
  z.strictObject({
    kind: z.literal('records'),
    ...common,
    columns: z.array(z.enum(COLUMN_NAMES)).min(1).max(COLUMN_NAMES.length),
    k: z.int().min(1).max(1_000).optional(),
    /** First and last day of registration, UTC. */
    from: day.default('1970-01-01'),
    to: day.default('9998-12-31'),
  }),
])
type Asked = z.output<typeof releaseForm>

/** What goes out, and what the log says of it. */
interface Made {
  readonly code: string
  readonly categories: readonly string[]
  readonly result: object
}

/**
 * Makes a text or figures for everybody to read: media-safe, whatever consent a person gave. In the log before the answer, which says
 * what was done. Throws `release_not_redactable`, `release_person_unknown`, `release_too_identifying`: then nothing went out.
 */
export const releasePublicly = (deps: ReleasePubliclyDeps) => {
  const { hub, store, views, now, newId, log } = deps
  const take = takeForm(deps, 'POST /public-releases', { schema: releaseForm })
  return async (sent: SentForm, replay: Replay): Promise<{ sealed: string }> => {
    const { caller, correlationId } = sent
    const { data, ...form } = await take(sent, replay)
    const recipient = await readCertificate(data.replyCertificate)
    const signingKey = await deps.signKey()
    const made = data.kind === 'text' ? await makeText(deps, data, caller) : await makeFigures(deps, data)
    const at = now()
    const receipt = await deps.append({
      ...{ entryId: newId(), action: Action.PUBLIC_RELEASE, code: `${data.kind}:${data.purpose}:${made.code}` },
      ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
      ...{ viewPolicyHash: views.hash, categories: made.categories.map(dataCategories.toEnum) },
      occurredAt: timestampFromDate(at),
    })
    const answer = {
      ...{
        kind: data.kind,
        purpose: data.purpose,
        mode: 'media_safe',
        policyHash: views.hash,
        madeAt: at.toISOString(),
      },
      ...made.result,
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const bytes = await encryptAndSign({ recipient, signingKey, data: Buffer.from(JSON.stringify(answer), 'utf8') })
    // Kept for retries as it goes out: to whoever else reads it there, it is closed.
    const sealed = Buffer.from(bytes).toString('base64')
    const stored = await store.run(async tx => {
      await useForm(tx, form, at)
      const byHand = data.kind === 'text' ? data.masks : []
      if (byHand.length > 0)
        await addPublicMasks(tx, { entryId: receipt.entryId, masks: byHand, user: caller.user, at })
      return { sealed }
    }, replay)
    const line = { agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['public.released'](log, { ...line, correlationId })
    return stored
  }
}

async function makeText(
  deps: ReleasePubliclyDeps,
  { lang, text, subjectRefs, masks }: Extract<Asked, { kind: 'text' }>,
  caller: FormCaller,
): Promise<Made> {
  const fields = outside('masks', masks, text)
  if (fields.length > 0) throw errors.mask_misplaced({ fields })
  const people = await Promise.all((await subjectsOf(deps, subjectRefs, caller)).map(id => deps.openHeld(id)))
  const shown = publicText(
    { lang, text },
    people.map(({ held }) => held),
    { engine: deps.engine, views: deps.views, masks },
  )
  if (shown === undefined) throw errors.release_not_redactable()
  return {
    code: `masked:a${masks.length}`,
    categories: ['narrative'],
    result: { derivativeOf: 'text', lang, text: shown },
  }
}

/** Of a compartment nobody is known here, as if the reference were another agency's. */
async function subjectsOf(deps: ReleasePubliclyDeps, refs: readonly string[], { agency }: FormCaller) {
  const own = { hub: deps.hub, agencyId: agency }
  return deps.store.read(async reader => {
    const hidden = await inCompartments(reader, protocol => rulesOf(deps.forms, protocol).compartment)
    const found: string[] = []
    for (const ref of new Set(refs)) {
      const share = await findShare(reader, ref)
      if (share === undefined || !isSame(share.agency, own) || hidden.has(share.subjectId))
        throw errors.release_person_unknown()
      found.push(share.subjectId)
    }
    return found
  })
}

async function makeFigures(
  { views, leastK, countFigures }: ReleasePubliclyDeps,
  { columns: asked, k: wanted = 0, from, to }: Extract<Asked, { kind: 'records' }>,
): Promise<Made> {
  const k = Math.max(leastK, wanted)
  const columns = safeColumns(asked, views)
  const until = new Date(`${to}T00:00:00Z`)
  until.setUTCDate(until.getUTCDate() + 1)
  const figures =
    columns.length === 0
      ? undefined
      : await countFigures({ columns, k, from: new Date(`${from}T00:00:00Z`), to: until })
  if (figures === undefined) throw errors.release_too_identifying()
  const { cells, kReached, released, suppressed, told } = figures
  const isFew = suppressed > 0 && suppressed < k
  return {
    code: `k${kReached}`,
    categories: categoriesOf(columns),
    result: {
      ...{ k, kReached, released, told, cells },
      leftOut: asked.filter(name => !columns.includes(name)),
      // A count of a few would be a small cell of its own.
      suppressed: isFew ? { fewerThan: k } : { rows: suppressed },
    },
  }
}
