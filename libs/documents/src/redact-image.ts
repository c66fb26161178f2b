import type { PixelBox } from './image/blacken.ts'
import { isImage, kindOf } from './kind.ts'
import { LIMITS } from './limits.ts'
import type { GivenDocument } from './redact.ts'
import { DocumentRefused, orRefused, type Refused } from './refusal.ts'
import { toBase64 } from './sandbox/base64.ts'
import type { RunTask } from './sandbox/task.ts'

/** What a person who looked at the picture says of it. */
export interface Review {
  /** To be blackened, in pixels of the picture as it is shown. None: nothing in it tells who somebody is. */
  readonly boxes: readonly PixelBox[]
}

export type RedactedImage =
  | { readonly outcome: 'rebuilt'; readonly bytes: Uint8Array; readonly width: number; readonly height: number }
  | Refused

/**
 * A JPEG or PNG painted anew, upright, with black boxes; Exif, thumbnails, comments and profiles are not in it, for it is made of
 * pixels alone. No machine says what stands in a picture: it needs the review of a person, and this asks for it.
 */
export const redactImage =
  (run: RunTask) =>
  ({ bytes, mediaType }: GivenDocument, { boxes }: Review): Promise<RedactedImage> =>
    orRefused(async () => {
      const kind = kindOf(bytes, mediaType)
      if (!isImage(kind)) throw new DocumentRefused('document_type_mismatch')
      if (bytes.byteLength > LIMITS.bytes) throw new DocumentRefused('document_too_large')
      const made = await run('repaint', { kind, boxes, bytes: toBase64(bytes) })
      await run('checkRepainted', { ...made, kind, boxes, bytes: toBase64(made.bytes) })
      return { outcome: 'rebuilt', ...made }
    })
