import type { EvidenceDetail } from '@amparo/client'
import type { Words } from '../../i18n/words.ts'
import { saidOf } from './said.ts'

type Item = EvidenceDetail['items'][number]

/** By which steps it is said what became of items, and of which items each can be. */
const ABOUT: Readonly<Record<string, (item: Item) => boolean>> = {
  'return-items': ({ goneBack }) => goneBack === null,
  'destroy-items': ({ goneBack }) => goneBack === null,
  'confirm-return': ({ goneBack }) => goneBack?.how === 'returned' && goneBack.back === null,
  'deny-return': ({ goneBack }) => goneBack?.back === null,
}
export const GONE_STEPS: readonly string[] = Object.keys(ABOUT)

/** What the own side may say now, each with the items that it can be about. */
export const goneStepsOf = ({ allowedSteps, items }: EvidenceDetail) =>
  allowedSteps.flatMap(action => {
    const about = ABOUT[action.step]
    const of = about === undefined || action.blocked ? [] : items.filter(about)
    return of.length === 0 ? [] : [{ action, items: of }]
  })

/** That an item is not with whoever received it any more, as both sides say, in the order of the chain. */
export function goneLines(
  { words: known }: Pick<EvidenceDetail, 'words'>,
  { goneBack }: Item,
  words: Words,
): readonly string[] {
  if (goneBack === null || goneBack === undefined) return []
  const { t, day } = words
  const { uses } = t.evidence
  const { how, back } = goneBack
  const gone = uses.gone[how](day(goneBack.day))
  if (back === null) return how === 'returned' ? [gone, uses.notConfirmed] : [gone]
  return [gone, uses.cameBack(day(back.day), saidOf(back.condition, known, words))]
}
