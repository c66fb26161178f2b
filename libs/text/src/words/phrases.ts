/** Capitals and large bodies whose words, one by one, could be names; folded. */
const PHRASES = `cruz roja|cruz vermelha|red cross|croix rouge|estados unidos|naciones unidas|nacoes unidas|etats unis|united states|united nations|puerto alba|port halden|
vila nova do rio|medicos sin fronteras|medecins sans frontieres|medicos sem fronteiras|doctors without borders|republica dominicana|republique dominicaine|dominican republic|
save the children|human rights watch|amnistia internacional|amnesty international|anistia internacional|media luna roja|caritas|polaris project`

export const SPARED_PHRASES: ReadonlySet<string> = new Set(PHRASES.split('|').map(phrase => phrase.trim()))
