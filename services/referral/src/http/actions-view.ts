import { type Action, MIGRATE, type Protocol, type Requirement, type Text, wordsOf } from '@amparo/protocols'
import { z } from 'zod'
import { type Asker, sideOf } from '../domain/access.ts'
import { type Book, nextVersion } from '../domain/book.ts'
import { type Case, isSent, type Sent } from '../domain/case.ts'
import { DISCARD } from '../domain/draft.ts'
import { usesToAsk } from '../domain/leave.ts'
import { isWithinOneHub } from '../domain/referral.ts'
import { actionsOf, MIGRATE_SCOPE } from '../domain/take-step.ts'
import { unanswered } from '../domain/unanswered.ts'
import { ASK } from '../domain/uses.ts'
import { name, texts } from './codes.ts'
import { DISCARD_HINT, RESERVED_TEXTS } from './own-texts.ts'

const missingView = z.object({
  form: name.optional(),
  step: name.optional(),
  text: texts,
  anyOf: z.int().optional().describe('Of those with the same number, one is enough'),
})
export const actionView = z.object({
  step: name,
  text: texts,
  hint: texts.optional(),
  data: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON Schema of what the step must say; `words` names each code and field'),
  grave: z.boolean().optional().describe('Cannot be taken back: ask once more'),
  missing: z.array(missingView).optional().describe('What must come first'),
})
type ActionView = z.input<typeof actionView>

/** All that the viewer may do, so that whoever shows it need not know the protocol. */
export function actionsView(book: Book, found: Case, viewer: Asker): ActionView[] {
  const side = sideOf(found.referral, viewer)
  const { scopes, hub } = viewer
  if (side === undefined) return []
  if (!isSent(found)) return found.referral.status === 'draft' && scopes.has('referral:submit') ? [DISCARDING] : []
  const { referral, run } = found
  const protocol = book.forHub(run.protocol, hub, referral.overlays[hub])
  const actions = actionsOf(found, { side, scopes }).map(action => view(book, protocol, action))
  return [
    ...actions
      .map(action => (action.step === ASK ? ofUses(action, usesToAsk(found)) : action))
      .map(action => ofAnswers(action, unanswered(run))),
    ...migration(book, found, scopes),
  ]
}

const NO_TEXT: Text = { es: '', en: '', fr: '', pt: '' }
const own = (step: string): ActionView => ({ step, text: RESERVED_TEXTS[step] ?? NO_TEXT })
/** Behind it is a child. */
const DISCARDING: ActionView = { ...own(DISCARD), grave: true, hint: DISCARD_HINT }

function view(book: Book, protocol: Protocol, { step, def, missing }: Action): ActionView {
  const { hint, data, grave } = def
  return {
    step,
    text: protocol.steps[step]?.text ?? def.text,
    ...(hint && { hint }),
    ...(data && { data: { ...data, words: wordsOf(protocol, def) } }),
    ...(grave && { grave }),
    ...(missing.length > 0 && { missing: missing.flatMap((one, group) => missingOf(book, protocol, one, group)) }),
  }
}

/** Of the uses that the protocol knows, those that this referral's sender may let: the others would be refused. */
function ofUses({ data, ...action }: ActionView, uses: readonly string[]): ActionView {
  const properties = { ...asObject(data?.['properties']), use: { enum: [...uses] } }
  return { ...action, data: { ...data, properties } }
}

/** Of the items that the protocol knows, those that the other party asked for: nothing else can be answered. Where nothing is open, all. */
function ofAnswers(action: ActionView, open: readonly string[]): ActionView {
  const properties = asObject(action.data?.['properties'])
  const answered = asObject(valueIn(properties, 'answered'))
  const items = asObject(valueIn(answered, 'items'))
  const known = valueIn(items, 'enum')
  const asked = Array.isArray(known) ? known.filter(item => open.includes(item)) : []
  if (asked.length === 0) return action
  const narrowed = { ...answered, items: { ...items, enum: asked } }
  return { ...action, data: { ...action.data, properties: { ...properties, answered: narrowed } } }
}

const valueIn = (of: object, key: string): unknown => Reflect.get(of, key)

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

function missingOf(
  book: Book,
  protocol: Protocol,
  requirement: Requirement,
  group: number,
): z.input<typeof missingView>[] {
  if ('anyOf' in requirement)
    return requirement.anyOf.flatMap(one => missingOf(book, protocol, one, group).map(it => ({ ...it, anyOf: group })))
  if ('form' in requirement)
    return [{ form: requirement.form, text: book.form(requirement.form)?.name ?? protocol.name }]
  return [{ step: requirement.step, text: protocol.steps[requirement.step]?.text ?? protocol.name }]
}

function migration(book: Book, { run, referral }: Sent, scopes: ReadonlySet<string>): ActionView[] {
  const next =
    scopes.has(MIGRATE_SCOPE) && isWithinOneHub(referral) ? nextVersion(book, run.protocol, run.state) : undefined
  if (next === undefined) return []
  const version = { type: 'integer', const: next.version }
  const data = {
    type: 'object',
    additionalProperties: false,
    required: ['version'],
    properties: { version },
    words: {},
  }
  return [{ ...own(MIGRATE), data, grave: true }]
}
