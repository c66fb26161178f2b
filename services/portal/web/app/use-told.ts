import { useState } from 'preact/hooks'
import type { Told } from '../ui/page.tsx'

/** What was done last, in words, for `Status`. Told anew it is heard anew, also in the same words; with none nothing is told any more. */
export function useTold(): readonly [told: Told | undefined, tell: (words?: string) => void] {
  const [told, setTold] = useState<Told>()
  return [told, words => setTold(words === undefined ? undefined : { words })]
}
