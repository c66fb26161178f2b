import { mark, type Scene } from '../scene.ts'
import { sorted } from '../sorted.ts'
import { matchesIn } from './matches.ts'

const AND = /^ (?:y|e|et|and|&) $/
const BORN = /^,? \(?(?:nee?|nacida|nascida|de soltera|de casada|de solteira|de casado|veuve|epouse|viuda de|geb\.?) $/
const INITIAL = /^, [a-z]\.(?: [a-z]\.)?(?![a-z\d]| ?[\d#])/
const SPELLED = /(?<![\p{L}\p{N}-])[a-z](?:-[a-z]){3,24}(?![\p{L}\p{N}-])/gu

/** What joins two names into one: "Nilda y Omar Quispe", "Odile Marat née Sainvil", "Quispe, N."; and names spelled letter by letter. */
export function findJoined(scene: Scene): void {
  const { text, folded } = scene
  for (const found of matchesIn(text, SPELLED)) mark(scene, found.index, found.index + found[0].length, 'PERSON')
  const names = sorted(
    scene.marks.filter(m => m.type === 'PERSON'),
    (a, b) => a.start - b.start || b.end - a.end,
  )
  let last = names[0]
  for (const name of names) {
    if (last === undefined || name.end <= last.end) continue
    const gap = text.slice(last.end, Math.min(name.start, last.end + 16))
    const couple =
      AND.test(gap) && !text.slice(last.start, last.end).includes(' ') && text.slice(name.start, name.end).includes(' ')
    if (name.start > last.end && (couple || BORN.test(gap))) mark(scene, last.start, name.end, 'PERSON')
    last = name
  }
  for (const name of names) {
    const initial = INITIAL.exec(text.slice(name.end, name.end + 12))?.[0]
    if (initial === undefined) continue
    if (/\p{Lu}/u.test(folded.source.charAt(folded.from(name.end + 2))))
      mark(scene, name.end, name.end + initial.trimEnd().length, 'PERSON')
  }
}
