import { isEndingTold } from '../find/endings.ts'
import { lettersAndDigits } from '../fold.ts'
import type { Scene } from '../scene.ts'
import type { Identity } from '../types.ts'
import { tell } from './tell.ts'

type Tail = { readonly type: 'DOC_ID' | 'PHONE'; readonly own: boolean }
/** How the record's documents and telephones end, by three to six of their letters and figures. */
export type Tails = ReadonlyMap<string, Tail>

const LEAST = 3
const MOST = 6

export function tailsOf({ documents = [], phones = [] }: Pick<Identity, 'documents' | 'phones'>): Tails {
  const tails = new Map<string, Tail>()
  const add = (told: string, type: Tail['type']): void => {
    const text = lettersAndDigits(told)
    for (let length = LEAST; length <= MOST && length < text.length; length++)
      tails.set(text.slice(-length), { type, own: true })
  }
  for (const phone of phones) add(phone, 'PHONE')
  for (const document of documents) add(document, 'DOC_ID')
  return tails
}

/** "Me acuerdo de que termina en 471": figures in which a number of the record ends, where that is told, whatever of. */
export function huntTails(scene: Scene, tails: Tails): void {
  if (tails.size === 0) return
  for (const t of scene.counted) {
    if (t.digits === 0 || t.end - t.start < LEAST || t.end - t.start > MOST) continue
    const tail = tails.get(t.text)
    if (tail !== undefined && isEndingTold(scene, t)) tell(scene, t.start, t.end, tail)
  }
}
