import { errors } from '../../domain/errors.ts'
import type { WrittenFile } from '../../domain/message.ts'
import type { ReasonedBox } from '../../domain/review/review.ts'
import type { RedactFile } from '../../ports/documents.ts'
import { asItCame } from '../mask-message.ts'

/** What of a picture leaves the vault with these boxes, in base64: pixels alone. Throws picture_not_paintable. */
export async function painted(
  redactFile: RedactFile,
  file: WrittenFile,
  boxes: readonly ReasonedBox[],
): Promise<string> {
  const made = await redactFile(file, asItCame, () => boxes)
  if (!('base64' in made)) throw errors.picture_not_paintable()
  return made.base64
}
