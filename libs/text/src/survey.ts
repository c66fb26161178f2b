import { findAddresses } from './find/addresses.ts'
import { findAges } from './find/ages.ts'
import { findBirthYears } from './find/birth-years.ts'
import { findBodies } from './find/bodies.ts'
import { findBroken } from './find/broken.ts'
import { findCalled } from './find/called.ts'
import { findDates } from './find/dates.ts'
import { findDwellings } from './find/dwellings.ts'
import { findEchoes } from './find/echoes.ts'
import { findForms } from './find/forms.ts'
import { findHarmless } from './find/harmless.ts'
import { findHeads } from './find/heads.ts'
import { findHomes } from './find/homes.ts'
import { findInitials } from './find/initials.ts'
import { findJoined } from './find/joined.ts'
import { findLinks } from './find/links.ts'
import { findNumbers } from './find/numbers.ts'
import { findOffices } from './find/offices.ts'
import { findOrigins } from './find/origins.ts'
import { findQuasi } from './find/quasi.ts'
import { findQuiet } from './find/quiet.ts'
import { findRuns } from './find/runs.ts'
import { findSenders } from './find/senders.ts'
import { findSigns } from './find/signs.ts'
import { findSpelledNumbers } from './find/spelled.ts'
import { findTagged } from './find/tagged.ts'
import { findTrades } from './find/trades.ts'
import { findUnique } from './find/unique.ts'
import { findVehicles } from './find/vehicles.ts'
import { findWhispered } from './find/whispered.ts'
import type { NameTagger } from './lists.ts'
import type { Scene } from './scene.ts'
import { hunt } from './seed/hunt.ts'
import type { Needles } from './seed/needles.ts'

export interface Clues {
  readonly tagger: NameTagger
  /** What the form says of its subject. */
  readonly needles: Needles | undefined
}

type Finder = (scene: Scene, clues: Clues) => void

/** In the order in which they look; each builds on what those before it found. Its place is its number in `Mark.by`. */
const FINDERS: readonly Finder[] = [
  findLinks,
  findSigns,
  findHarmless,
  findBodies,
  (scene, { needles }) => findDates(scene, needles?.born ?? []),
  findSenders,
  findAddresses,
  findHomes,
  findDwellings,
  findSpelledNumbers,
  findAges,
  findForms,
  findVehicles,
  findNumbers,
  findQuasi,
  findOffices,
  findUnique,
  findTrades,
  (scene, { needles }) => needles && hunt(scene, needles),
  findCalled,
  (scene, { tagger }) => findTagged(scene, tagger),
  findInitials,
  findRuns,
  findOrigins,
  findQuiet,
  findWhispered,
  findBroken,
  findEchoes,
  findJoined,
  findHeads,
  (scene, { needles }) => findBirthYears(scene, needles?.born ?? []),
]

/** Lets every finder look; `pause` is called between two and may throw. */
export function survey(scene: Scene, clues: Clues, pause: () => void): void {
  for (const [number, find] of FINDERS.entries()) {
    scene.by = number
    find(scene, clues)
    pause()
  }
}
