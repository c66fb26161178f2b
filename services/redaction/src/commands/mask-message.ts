import type { Identity } from '@amparo/text'
import { type MaskedFile, type MaskedText, masked, maskingOf, type WrittenText } from '../domain/message.ts'
import type { Texts } from '../domain/redactor.ts'
import type { RedactFile } from '../ports/documents.ts'

/** A message as the other agency may see it. Undefined when a text of it could not be made safe. */
export async function maskMessage(
  redactFile: RedactFile,
  written: WrittenText,
  known: Identity,
  texts: Texts,
): Promise<MaskedText | undefined> {
  const masking = maskingOf(written, known, texts)
  const contents = await Promise.all(written.attachments.map(file => redactFile(file, masking)))
  return masked(written, masking, contents)
}

/** Nothing is masked twice: another hub has done it, with what it knows. */
const asItCame = { mask: (text: string) => ({ text, spans: [] }), leaks: () => false }

/**
 * What another hub has masked. Its documents are made anew here as well: a hub that was taken over can put words into a document,
 * and nothing that runs.
 */
export async function rebuilt(redactFile: RedactFile, { attachments, ...text }: MaskedText): Promise<MaskedText> {
  const again = async (file: MaskedFile): Promise<MaskedFile> => {
    if (!('base64' in file)) return file
    const { name, mediaType, base64 } = file
    const content = await redactFile({ name, mediaType, base64 }, asItCame)
    return { name, mediaType, ...content }
  }
  return { ...text, attachments: await Promise.all(attachments.map(again)) }
}
