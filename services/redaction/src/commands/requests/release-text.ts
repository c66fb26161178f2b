import { isNamingField } from '@amparo/contracts'
import type { Engine, Identity, Policy } from '@amparo/text'
import { errors as messageErrors } from '../../domain/errors.ts'
import { type MaskedText, type WrittenText, withheldOf } from '../../domain/message.ts'
import { textsBy } from '../../domain/redactor.ts'
import { errors } from '../../domain/request-errors.ts'
import type { Translation } from '../../domain/request-text.ts'
import type { ViewPolicy } from '../../domain/view-policy.ts'
import type { RedactFile } from '../../ports/documents.ts'
import { maskMessage, rebuilt } from '../mask-message.ts'

interface Deps {
  readonly engine: Engine
  readonly views: ViewPolicy
  readonly redactFile: RedactFile
}

/** A request is about no person of the vault: the text itself says who is in it. */
const NOBODY_KNOWN: Identity = { names: [] }

/**
 * Authorities have a field of their own. Beside it an official's is a role that anybody may have by a comma: "según el fiscal, …" goes on with the victim.
 * Nor is anybody a suspect for being called one: whoever signs has to have seen them listed.
 */
const policyFor = (policy: Policy, suspects: ReadonlySet<string>): Policy => ({
  ...policy,
  readable: policy.readable.filter(role => role !== 'official'),
  suspects,
})

/**
 * What of a text may be read, here and in the other state. Files are made anew in any case. Throws `message_not_redactable`,
 * `request_file_refused`: there is no half of a request.
 *
 * @param suspects whole names, folded, of those whom the request lists: nobody else is read
 */
export async function releaseText(
  { engine, views, redactFile }: Deps,
  field: string,
  written: WrittenText,
  suspects: ReadonlySet<string>,
): Promise<MaskedText> {
  const texts = textsBy(engine, policyFor(views.texts.profiles.proceedings, suspects))
  const released = isNamingField(field)
    ? await rebuilt(redactFile, written)
    : await maskMessage(redactFile, written, NOBODY_KNOWN, texts)
  if (released === undefined) throw messageErrors.message_not_redactable()
  const refused = withheldOf(released).map(({ file, reason }) => ({ pointer: `/attachments/${file}`, code: reason }))
  if (refused.length > 0) throw errors.request_file_refused({ fields: refused })
  return released
}

/** A translation is masked as the text is, by itself: it can name whom the text does not. Throws `message_not_redactable`. */
export async function releaseTranslation(
  deps: Deps,
  field: string,
  { lang, text }: Translation,
  suspects: ReadonlySet<string>,
): Promise<Translation> {
  const released = await releaseText(deps, field, { lang, text, attachments: [] }, suspects)
  return { lang: released.lang, text: released.text }
}
