import { agesOfOneWord } from '../find/decades.ts'
import { type Mark, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import { namesAgain } from './again.ts'
import { birthsByFeast, daysOfMonth, feastsBehind } from './births.ts'
import { bounded } from './bounds.ts'
import { namesInBoxes } from './boxes.ts'
import { uncited } from './citations.ts'
import { wholeAccounts, wholeCodes, wholeTails } from './codes.ts'
import { numbersTold } from './dictated.ts'
import { longNicknames } from './found-again.ts'
import { groundOf } from './ground.ts'
import { holedNames } from './holed.ts'
import { housesOfTrade } from './houses.ts'
import { withoutIndoors } from './indoors.ts'
import { namesBetween, wholeDoors, wholeNumbers, wholePlates } from './joins.ts'
import { answerBehind, answersWhere, replyBehind } from './labelled.ts'
import { lettersNames } from './letters.ts'
import { lifted } from './lift.ts'
import { announced, bynames, capitalNames, everywhere, families, opened } from './nicknames.ts'
import { numbersOfRegisters } from './registers.ts'
import { routesIn } from './routes.ts'
import { otherScripts } from './scripts.ts'
import { signsIn } from './signs.ts'
import { saidNames } from './spoken.ts'
import { starredNames } from './starred.ts'
import { surnamesAlone } from './surnames.ts'
import { tailsOfAccounts } from './tails.ts'
import { threadNames } from './threads.ts'
import { titledNames } from './titled.ts'
import { tornNames } from './torn.ts'
import { stripped } from './trim.ts'
import { agesTurned } from './turned.ts'
import { lengthened, waysIn } from './ways.ts'

/** What was decided, and what signs tell that leave no doubt: no judgement lifts it. */
export function confirmed(scene: Scene, decided: readonly Mark[]): Mark[] {
  const signs = signsIn(scene)
  const marks = lifted(scene, bounded(scene, stripped(scene, uncited(scene, unite(decided, scene.text)))))
  const nicknames = everywhere(scene, [
    ...announced(scene, signs.introducers),
    ...bynames(scene, signs.bynames),
    ...capitalNames(scene, marks),
    ...longNicknames(scene, marks),
  ])
  const named = unite(
    [
      ...marks,
      ...nicknames,
      ...families(scene),
      ...threadNames(scene),
      ...saidNames(scene),
      ...lettersNames(scene, signs.greetings),
      ...agesTurned(scene),
      ...agesOfOneWord(scene),
      ...numbersTold(scene),
      ...surnamesAlone(scene, marks),
      ...tornNames(scene, marks),
      ...namesInBoxes(scene),
      ...otherScripts(scene),
      ...starredNames(scene),
      ...holedNames(scene),
      ...daysOfMonth(scene),
      ...birthsByFeast(scene, signs.births),
      ...feastsBehind(scene, marks),
      ...numbersOfRegisters(scene, signs.registers),
      ...tailsOfAccounts(scene),
    ],
    scene.text,
  )
  const known = unite(
    [
      ...named,
      ...opened(scene, named),
      ...wholeNumbers(scene, named),
      ...wholePlates(scene, named),
      ...wholeCodes(scene, named),
      ...wholeAccounts(scene, named),
      ...wholeTails(scene, named),
      ...namesBetween(scene, named),
      ...titledNames(scene, named),
      ...namesAgain(scene, named),
    ],
    scene.text,
  )
  const ground = groundOf(scene, known)
  const housed = unite(
    [
      ...known,
      ...lengthened(scene, known, ground),
      ...waysIn(scene, signs.ways, ground),
      ...answersWhere(scene, signs.asking, ground, answerBehind),
      ...answersWhere(scene, signs.questions, ground, replyBehind),
    ],
    scene.text,
  )
  const whole = unite([...housed, ...routesIn(scene, signs.ways, housed, groundOf(scene, housed))], scene.text)
  return [...withoutIndoors(scene, whole), ...wholeDoors(scene, whole), ...housesOfTrade(scene, signs.trades)]
}
