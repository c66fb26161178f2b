/** Words that never name anybody, folded: they may stand between a title and a name, or at the head of a sentence before one. */
export const FUNCTION_WORDS = {
  es: `
a al ante bajo con contra cual cuando como de del desde donde el ella ellas ellos en entre era eran es esa ese eso esta estaba este
esto fue fueron ha habia han hasta hay la las le les lo los mas me mi mis ni no nos o para pero por porque pues que quien se segun
ser si sin sobre son su sus tambien tampoco te tiene tu tras un una uno usted y ya yo segun mientras aunque luego despues antes
`,
  pt: `
a ao aos as ate com como contra da das de dela dele delas deles depois desde do dos e ela elas ele eles em entre era eram essa esse
esta estava este eu foi foram ha isso ja lhe lhes mais mas me meu minha muito na nao nas nem no nos num numa o os ou para pela
pelas pelo pelos por porque pois quando que quem se sem segundo ser seu seus sua suas so sob sobre sao tambem te tem um uma voce
`,
  fr: `
a ai apres au aux avant avec avait c car ce cela celle celui ces cet cette chez comme contre d dans de depuis des donc dont du elle
elles en entre est et etait eu eux il ils j je l la le les leur leurs lors lui m ma mais me mes mon n ne ni nos notre nous on ont
ou par pas pendant pour puis qu quand que qui s sa sans se selon ses si sont sous sur ta te tu un une vers votre vous y
`,
  en: `
a about after against all also an and any are as at be because been before being between but by can could did do does during each
for from had has have he her here hers him his how i if in into is it its just me more my no nor not now of off on once only or our
out over own per she since so some such than that the their them then there these they this those through to under until up upon
us via was we were what when where which while who whom whose why with would you your
`,
} as const

/** Words inside a name: between two names they are part of it. */
export const NAME_PARTICLES =
  'de del la las los da das do dos di du des le les dela delos delas van von der den y e et and of san st saint sainte santa santo'
