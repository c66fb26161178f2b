import { errors } from '../../domain/errors.ts'
import type { WrittenFile } from '../../domain/message.ts'
import type { ReasonedBox } from '../../domain/review/review.ts'
import { asItCame } from '../mask-message.ts'
import type { FindReviewableDeps, Reviewable } from './find-reviewable.ts'

/** What of a picture leaves the vault with these boxes, in base64: pixels alone. Throws picture_not_paintable. */
export async function painted(
  { hub, redactFileOf }: Pick<FindReviewableDeps, 'hub' | 'redactFileOf'>,
  { redaction: { agencyId } }: Pick<Reviewable, 'redaction'>,
  { file, boxes }: { readonly file: WrittenFile; readonly boxes: readonly ReasonedBox[] },
): Promise<string> {
  const made = await redactFileOf({ hub, agencyId })(file, asItCame, () => boxes)
  if (!('base64' in made)) throw errors.picture_not_paintable()
  return made.base64
}
