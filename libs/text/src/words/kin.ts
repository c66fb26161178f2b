import type { Language } from '../language.ts'

/**
 * Words of family and guardianship, folded, in the four languages and some of Haitian. It takes ordinary words too: where one stands less is
 * shown.
 */
const KIN = new RegExp(
  `^(?:${[
    'ma[dt]r(?:es?|ast\\w*|inh?[ao]\\w*)|pa[dt]r(?:es?|ast\\w*|inh?[ao]\\w*)|mama\\w{0,4}|papa\\w{0,4}|mami|papi|hij[oa]\\w*|herman[oai]\\w*',
    '(?:bis)?abuel\\w*|ti[ao]s?|tiit[ao]|prim[ao]s?|sobrinh?[oa]\\w*|niet[oa]s?|(?:con)?suegr\\w*|cunad\\w*|yernos?|nueras?|(?:ahij|entena|entea)\\w*',
    'espos[oa]s?|marido\\w*|mujer\\w*|viud[oa]\\w*|conyug\\w*|conviviente\\w*|pareja\\w*|com?padres?|comadres?|melliz\\w*|gemel\\w*|gemeo\\w*|adopt\\w*',
    'cri(?:o|aron|ad[oa]s?|ou)|tut(?:or\\w*|el\\w*|eur\\w*|rice\\w*)|curad\\w*|curat\\w*|guard(?:ad|i)\\w*|guarda|custod\\w*|pupil\\w*|wards?|representant\\w*',
    'apoderad\\w*|acogid\\w*|famil\\w*|pari?ent\\w*|kin|kinship|relatives?|pai|maes?|maezinha|mainha|filh\\w*|irma\\w*|avos?|vov[oa]s?|net[oa]s?|sogr[oa]s?',
    'cunhad\\w*|genros?|noras?|afilhad\\w*|companheir\\w*|mulher\\w*|meres?|peres?|maman\\w*|fils|filles?|freres?|soeurs?|tantes?|tantine|oncles?|cousin\\w*',
    'neveux?|nieces?|maris?|epou\\w*|femmes?|conjoint\\w*|parrains?|marraines?|aieu\\w*|(?:grand|god|step)[a-z]{2,}|mothers?|fathers?|mums?|mummy|moms?',
    'mommy|dads?|daddy|brothers?|sisters?|sons|daughters?|aunt\\w*|uncles?|nephews?|husbands?|wife|wives|spouses?|guardian\\w*|foster\\w*|manman|fre|nyes',
  ].join('|')})$`,
)
/** "grande", "steps" and their like. */
const NO_KIN = /^(?:grand(?:es?|io\w*|eza|eur)|step(?:s|ped|ping))$/
/** What is kin in one language and everyday in the others: a country and who bore one, "they are" and a son. */
const BY_LANGUAGE: Readonly<Record<Language, string>> = { es: '', pt: 'pais', fr: '', en: 'son' }

export const isKin = (word: string, language: Language): boolean =>
  word === BY_LANGUAGE[language] || (KIN.test(word) && !NO_KIN.test(word))
