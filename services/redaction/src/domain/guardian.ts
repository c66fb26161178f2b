import { foldText, isSmallWord, nearly, wordsIn } from '@amparo/text'
import type { Guardian, SubjectForm, Suspect } from './subject-form.ts'

/** Who profits from a person or recruited them, in the four languages, folded, without endings. */
const EXPLOITER =
  /^(?:emplead?or|employ(?:er|eur)|empregador|patron|patrao|patroa|jef[ea]|chefe|boss|duen[oa]|dono$|owner|proprietair|propietari|landlord|landlady|recrut|reclut|recruit|captador|aliciador|trafic|traffick|tratante|trata$|exploit|explota|explora(?:dor|dora)|encargad|encarregad|gerente|gerant|manager|capataz|foreman|supervisor|contratista|contractor|broker|intermediar|placeur|passeur|coyote|proxenet|pimp|madam$|creditor|acreedor|credor|creancier|novi[oa]$|namorad|boyfriend|girlfriend|petit[- ]?ami|husband|marido$|mari$|esposo$|epoux$|sospechos|suspeit|suspect)/

/** Risk codes that say it outright. Pressure by the family alone does not. */
const SUSPECTED =
  /guardian_(?:suspect|conflict|involv|is_traffick)|(?:family|parent|mother|father|relative|kin|household)\w*_(?:involved|exploit|sold|traffick|suspect)|(?:trafficker|exploiter|recruiter|suspect)_is_(?:guardian|family|relative|parent|mother|father|kin)/

/** Family, by blood, marriage or baptism, in the four languages, folded. */
const KIN =
  /^(?:madre|padre|mama|papa|mother|father|mere|pere|mae|pai|parents?|(?:step|grand|god)(?:mother|father|parent)s?|(?:madr|padr)(?:astr?[ao]|in[ao])s?|madrinha|padrinho|comadre|compadre|marraine|parrain|belle|beau|abuel[ao]s?|avo|avos|grand|ti[ao]s?|tante|oncle|aunt(?:ie)?|uncle|herman[ao]s?|irma|irmao|irmas|soeur|frere|sister|brother|prim[ao]s?|cousine?s?|cunad[ao]|cunhad[ao]|suegr[ao]|sogr[ao]|kin|family|famili(?:ar|a)|famille|relatives?|parientes?|parentes?)$/

const BY_FAMILY = 'ThroughFamilyOrFamilyEvents'

/**
 * A guardian who may be the trafficker: by relation, by risk code, by name or phone of a suspect, told or listed, or as kin of whom the family
 * recruited (rules: Children). Who of the family it was the form does not say, so nobody of it speaks for the child.
 */
export function isGuardianConflict({ subject, narrative, trafficking, suspects }: SubjectForm): boolean {
  const { guardian, risks } = subject
  if (risks.some(risk => SUSPECTED.test(risk))) return true
  if (guardian === null || guardian === undefined) return false
  const relation = wordsIn(guardian.relation)
  return (
    relation.some(word => EXPLOITER.test(word)) ||
    (trafficking.recruitment.includes(BY_FAMILY) && relation.some(word => KIN.test(word))) ||
    isToldAsSuspect(guardian.name, narrative?.text ?? '') ||
    (suspects?.persons ?? []).some(suspect => isListedAs(guardian, suspect))
  )
}

const isListedAs = ({ name, phone }: Guardian, { names, aliases, phones }: Suspect): boolean =>
  [...names, ...aliases].some(
    one => isNamedIn(partsOf(name), wordsIn(one)) || isNamedIn(partsOf(one), wordsIn(name)),
  ) ||
  (phone !== null && phones.some(one => isSamePhone(one, phone)))

/** Fewer digits are no number of one subscriber. */
const LEAST_DIGITS = 7

/** With or without the prefix of the country. */
function isSamePhone(a: string, b: string): boolean {
  const [one = '', other = ''] = [a, b].map(phone => phone.replace(/\D/g, '')).sort((x, y) => x.length - y.length)
  return one.length >= LEAST_DIGITS && other.endsWith(one.replace(/^0+/, ''))
}

/** What of a name tells whom it means. */
const partsOf = (name: string): string[] => wordsIn(name).filter(word => word.length > 1 && !isSmallWord(word))

/** Two words of the name, or its only one, also misspelt. */
const isNamedIn = (parts: readonly string[], words: readonly string[]): boolean =>
  parts.length > 0 &&
  parts.filter(part => words.some(word => word === part || nearly(word, part))).length >= Math.min(2, parts.length)

/** How far from "the employer" a name still belongs to it, in words. */
const REACH = 5

/** Whether the narrative calls somebody of this name an exploiter, right beside the word. */
function isToldAsSuspect(name: string, text: string): boolean {
  const names = partsOf(name)
  return foldText(text)
    .split(/[.;!?\n]/)
    .some(clause => {
      const words = wordsIn(clause)
      return words.some(
        (word, i) =>
          EXPLOITER.test(word) &&
          [words.slice(i + 1, i + 1 + REACH), words.slice(Math.max(0, i - REACH), i)].some(near =>
            isNamedIn(names, near),
          ),
      )
    })
}
