import { foldText, isSmallWord, nearly, wordsIn } from '@amparo/text'
import type { SubjectForm } from './subject-form.ts'

/** Who profits from a person or recruited them, in the four languages, folded, without endings. */
const EXPLOITER =
  /^(?:emplead?or|employ(?:er|eur)|empregador|patron|patrao|patroa|jef[ea]|chefe|boss|duen[oa]|dono$|owner|proprietair|propietari|landlord|landlady|recrut|reclut|recruit|captador|aliciador|trafic|traffick|tratante|trata$|exploit|explota|explora(?:dor|dora)|encargad|encarregad|gerente|gerant|manager|capataz|foreman|supervisor|contratista|contractor|broker|intermediar|placeur|passeur|coyote|proxenet|pimp|madam$|creditor|acreedor|credor|creancier|novi[oa]$|namorad|boyfriend|girlfriend|petit[- ]?ami|husband|marido$|mari$|esposo$|epoux$|sospechos|suspeit|suspect)/

/** Risk codes that say it outright. Pressure by the family alone does not. */
const SUSPECTED =
  /guardian_(?:suspect|conflict|involv|is_traffick)|(?:family|parent|mother|father|relative|kin|household)\w*_(?:involved|exploit|sold|traffick|suspect)|(?:trafficker|exploiter|recruiter|suspect)_is_(?:guardian|family|relative|parent|mother|father|kin)/

/** A guardian who may be the trafficker: by relation, by risk code, or by the name of a suspect (rules: Children). */
export function isGuardianConflict({ subject: { guardian, risks }, narrative }: SubjectForm): boolean {
  if (risks.some(risk => SUSPECTED.test(risk))) return true
  if (guardian === null || guardian === undefined) return false
  return (
    wordsIn(guardian.relation).some(word => EXPLOITER.test(word)) ||
    isToldAsSuspect(guardian.name, narrative?.text ?? '')
  )
}

/** How far from "the employer" a name still belongs to it, in words. */
const REACH = 5

/** Whether the narrative calls somebody of this name an exploiter: two words of the name, or its only one, right beside the word. */
function isToldAsSuspect(name: string, text: string): boolean {
  const names = wordsIn(name).filter(word => word.length > 1 && !isSmallWord(word))
  if (names.length === 0) return false
  const needed = Math.min(2, names.length)
  return foldText(text)
    .split(/[.;!?\n]/)
    .some(clause => {
      const words = wordsIn(clause)
      return words.some(
        (word, i) =>
          EXPLOITER.test(word) &&
          [words.slice(i + 1, i + 1 + REACH), words.slice(Math.max(0, i - REACH), i)].some(
            near => names.filter(part => near.some(w => w === part || nearly(w, part))).length >= needed,
          ),
      )
    })
}
