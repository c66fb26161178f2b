import { expect, test } from 'vitest'
import { type Language, POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const NAME = 'Rosa Paredes Ilaquita'
const shown = (text: string, lang: Language): string => engine.redact(text, { lang, policy: POLICIES.proceedings }).text

/** Who is told beside the word for a part, and is somebody else. */
test.each<[Language, string]>([
  ['es', 'Según el fiscal, $ fue explotada en el bar.'],
  ['es', 'Ante la jueza, $ contó que la violaron.'],
  ['es', 'Huyendo del proxeneta, $ llegó a la terminal.'],
  ['es', 'Vendida por el reclutador, $, tenía quince años.'],
  ['es', 'La empleada del encargado, $, dormía en el piso.'],
  ['es', 'Por la noche, cuando llegaba el dueño, $ se escondía.'],
  ['es', 'A $, el tratante, la vendió.'],
  ['es', 'En el cuarto dormían $, el encargado, y otro hombre.'],
  ['es', 'El encargado, $ y yo subimos al camión.'],
  ['es', 'El dueño, $, Marta Choque y yo dormíamos ahí.'],
  ['es', 'Fiscal: $, diga su nombre.'],
  ['es', 'Me llevó el dueño. $ lloraba.'],
  ['es', 'Vino el dueño ($ lloraba).'],
  ['es', 'La trajo la enfermera $.'],
  ['pt', 'Segundo o promotor, $ foi explorada.'],
  ['pt', 'O barqueiro $ sabe e guarda segredo.'],
  ['fr', 'Selon le procureur, $ a été exploitée.'],
  ['en', 'According to the prosecutor, $ was exploited.'],
  ['en', 'Sold by the recruiter, $, was fifteen.'],
  ['en', 'The owner, $ and I slept there.'],
])('nobody is shown to the police for a part that is told of another: %s %s', (lang, text) => {
  const said = shown(text.replace('$', NAME), lang)
  expect(said).not.toContain('Paredes')
  expect(said).not.toContain('Ilaquita')
})

test.each<[Language, string]>([
  ['es', 'El encargado, $, cerró la puerta.'],
  ['es', 'Y dijo que el dueño, $, la golpeaba.'],
  ['es', 'Huyó cuando el encargado $ dormía.'],
  ['es', '$, el encargado, la golpeó.'],
  ['es', 'La trajo un camión del capataz, $.'],
  ['es', 'Fiscal: $.'],
  ['pt', 'O gerente $ guardava os passaportes.'],
  ['fr', "L'associé, $, pesait l'or."],
  ['en', 'He slept there, and the foreman, $, locked the gate.'],
  ['en', 'The recruiter ($) took the passport.'],
])('who plays a part stays readable to the police where it is told of nobody else: %s %s', (lang, text) => {
  expect(shown(text.replace('$', 'Óscar Belmonte'), lang)).toContain('Óscar Belmonte')
})
