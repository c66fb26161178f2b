import { signOf } from './signs.ts'

/** Capitals and large bodies whose words, one by one, could be names; folded. */
const PHRASES = `cruz roja|cruz vermelha|red cross|croix rouge|estados unidos|naciones unidas|nacoes unidas|etats unis|united states|united nations|puerto alba|port halden|
vila nova do rio|medicos sin fronteras|medecins sans frontieres|medicos sem fronteiras|doctors without borders|republica dominicana|republique dominicaine|dominican republic|
save the children|human rights watch|amnistia internacional|amnesty international|anistia internacional|media luna roja|caritas|polaris project`

export const SPARED_PHRASES: ReadonlySet<string> = new Set(PHRASES.split('|').map(phrase => phrase.trim()))

export const firstOf = (phrase: string): string => phrase.split(' ', 1)[0] ?? ''
export const lastOf = (phrase: string): string => phrase.slice(phrase.lastIndexOf(' ') + 1)

/** The signs of words with which spared phrases begin, and end. */
export const OPENS_SPARED = signOf([...SPARED_PHRASES].map(firstOf))
export const ENDS_SPARED = signOf([...SPARED_PHRASES].map(lastOf))
