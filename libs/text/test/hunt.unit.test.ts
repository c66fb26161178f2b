import { describe, expect, test } from 'vitest'
import { type Identity, LANGUAGES, type Language } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())

/** Of a piece of a text, what is masked as the person's own. */
function ownOf(text: string, piece: string, lang: Language, identity: Identity): string {
  const [from, to] = [text.indexOf(piece), text.indexOf(piece) + piece.length]
  return engine
    .analyse(text, { lang, identity })
    .filter(({ own, start, end }) => own === true && start < to && end > from)
    .map(({ start, end }) => text.slice(Math.max(start, from), Math.min(end, to)))
    .join('')
}
const LOOSE = /[\s.,;:-]+$/
const whole = (piece: string): string => piece.replace(LOOSE, '')

/** A sentence about somebody, one that says so, one that gives initials, and one in a message without capitals. */
const SAID: Readonly<Record<Language, Readonly<Record<'came' | 'victim' | 'initials' | 'typed', string>>>> = {
  es: {
    came: 'Ayer llegó % a la casa con su madre.',
    victim: 'Ayer habló la víctima % de lo que vio.',
    initials: 'Sus iniciales son % en el expediente.',
    typed: 'hola, % no quiso hablar ayer con la policía',
  },
  pt: {
    came: 'Ontem chegou % à casa com a mãe.',
    victim: 'Ontem falou a vítima % do que viu.',
    initials: 'As iniciais são % no processo.',
    typed: 'oi, % não quis falar ontem com a polícia',
  },
  fr: {
    came: 'Hier est venue % à la maison avec sa mère.',
    victim: 'Hier a parlé la victime % de ce qu’elle a vu.',
    initials: 'Ses initiales sont % dans le dossier.',
    typed: 'bonjour, % ne voulait pas parler hier à la police',
  },
  en: {
    came: 'Yesterday came % to the house with her mother.',
    victim: 'Yesterday spoke the victim % of what she saw.',
    initials: 'Her initials are % in the file.',
    typed: 'hello, % did not want to talk to the police',
  },
}
const said = (lang: Language, how: keyof (typeof SAID)['es'], piece: string): string =>
  SAID[lang][how].replace('%', piece)

describe.each(LANGUAGES)('somebody of the record is found, in %s', lang => {
  test.each([
    ['DPS', 'came'],
    ['D.P.S', 'came'],
    ['d.p.s', 'came'],
    ['D P S', 'came'],
    ['D. P. S', 'came'],
    ['D-P-S', 'came'],
    ['P.S.D', 'came'],
    ['D P S', 'initials'],
    ['dp', 'initials'],
    ['DP', 'victim'],
    ['D.P', 'victim'],
    ['dps', 'typed'],
  ] as const)('by initials: %s (%s)', (piece, how) => {
    const text = said(lang, how, piece)
    expect(ownOf(text, piece, lang, { names: ['Daniela Pérez Soto'] })).toBe(piece)
  })

  test.each([
    ['DPS', 'DPS-expediente.pdf'],
    ['dps', 'foto_dps_2.jpg'],
    ['DPS', 'NNA DPS'],
  ])('by initials: %s in %s', (piece, name) => {
    const text = said(lang, 'came', name)
    const spans = engine.analyse(text, { lang, identity: { names: ['Daniela Pérez Soto'] } })
    const at = text.indexOf(piece)
    expect(spans.some(({ start, end }) => start <= at && end >= at + piece.length)).toBe(true)
  })

  test.each([
    ['eñe a eme e ene de i', 'Ñamendí'],
    ['eñe, a, eme, e, ene, de, i con acento', 'Ñamendí'],
    ['ene a eme e ene de i', 'Ñamendí'],
    ['énne a emme e enne dé i accent aigu', 'Ñamendí'],
    ['en ay em ee en dee eye', 'Ñamendí'],
    ['en, ei, em, ee, en, tee, eye', 'Ñamendí'],
    ['Ñ de Ñandú, a, m de mamá, e, n de nido, d de dedo, i', 'Ñamendí'],
    ['cu u i doble ele a hache u a eme a ene', 'Quillahuaman'],
    ['oh kay oh en kay double you oh', 'Okonkwo'],
    ['a n a', 'Ana'],
    ['A, N, A', 'Ana'],
    ['pe e eñe a', 'Peña'],
    ['be chica, i, doble ele, ce, a', 'Villca'],
    ['uve i elle ce a', 'Villca'],
    ['W as in water, R as in red, I as in ice, G as in go, H as in hat, T as in tea', 'Wright'],
    ['double-u are eye gee aitch tee', 'Wright'],
    ['efe e dois erres e i erre a', 'Ferreira'],
    ['victor india lima lima charlie alfa', 'Villca'],
    ['Delta Uniform Bravo Oscar India Sierra', 'Dubois'],
  ])('dictated: %s', (told, name) => {
    expect(whole(ownOf(said(lang, 'came', told), told, lang, { names: [name] }))).toBe(told)
  })

  test.each([
    ['Quillahuamán', 'Killawaman'],
    ['Quillahuamán', 'Quiyaguaman'],
    ['Ñamendí', 'Niamendy'],
    ['Ñamendí', 'Gnamendi'],
    ['Ñamendí', 'Nhamendi'],
    ['Toussaint', 'Tousen'],
    ['Toussaint', 'Toussent'],
    ['Étienne', 'Etien'],
    ['Étienne', 'Etyen'],
    ['Wanda', 'Huanda'],
    ['Wanda', 'Guanda'],
    ['Yupanqui', 'Llupanqui'],
    ['Jean-Baptiste', 'Janbatis'],
    ['Jean-Baptiste', 'janbatis'],
    ['François', 'Franswa'],
    ['Antoine', 'Antwan'],
    ['Fleurimond', 'Flerimon'],
    ['Beaubrun', 'Bobren'],
    ['Wislande', 'Wislann'],
    ['Mackenson', 'Makennson'],
    ['Célestin', 'Selesten'],
    ['Augustin', 'Ogisten'],
    ['Josephine', 'Jozefin'],
    ['Emmanuel', 'Emaniyel'],
  ])('misspelt as it is heard: %s as %s', (name, heard) => {
    expect(ownOf(said(lang, 'came', heard), heard, lang, { names: [name] })).toBe(heard)
  })

  test.each([
    ['Jéssica', 'jessiquinha'],
    ['Francisco', 'francisquinho'],
    ['Angélica', 'angeliquita'],
    ['Rodrigo', 'rodriguinho'],
    ['Yadzuca', 'yadzuquita'],
    ['Zulmega', 'zulmeguita'],
  ])('made small, with its sound kept: %s as %s', (name, small) => {
    expect(ownOf(said(lang, 'typed', small), small, lang, { names: [name] })).toBe(small)
  })

  test('by a name that is an ordinary word there, where its capital tells it', () => {
    expect(ownOf(said(lang, 'came', 'Chaves'), 'Chaves', lang, { names: ['Elizabeth Chávez'] })).toBe('Chaves')
  })

  test.each([
    ['ella va a en a', 'Ana Lea'],
    ['de la casa y a la que se fue, o no', 'Ada Leda'],
    ['Le dijo a la ONU que no, y la PN no vino.', 'Olga Nora Urbina'],
    ['Las llevaron a las dos.', 'Luz Ana Santos'],
  ])('while ordinary words stay: %s', (text, name) => {
    const own = engine.analyse(text, { lang, identity: { names: [name] } }).filter(span => span.own === true)
    expect(own).toEqual([])
  })
})

test("a relative's initials are found, and are not the person's own", () => {
  const identity = { names: ['Zulma Ortuste'], relatives: ['Daniela Pérez Soto'] }
  const spans = engine.analyse('La madre es DPS y no vino.', { lang: 'es', identity })
  expect(spans.map(({ start, end, own }) => [start, end, own])).toEqual([[12, 15, undefined]])
})

test('each day of birth that the record knows is hunted, however it is written', () => {
  const identity = { names: [], dateOfBirth: '1998-05-17', datesOfBirth: ['2009-02-03'] }
  for (const text of ['el 3 de febrero de 2009', '03022009', '2009-02-03', '17/05/1998']) {
    const [span] = engine.analyse(`Consta ${text} en la ficha.`, { lang: 'es', identity })
    expect([text, span?.type, span?.own]).toEqual([text, 'DATE_BIRTH', true])
    expect(engine.leaks('Consta 03.02.2009.', { lang: 'es', identity })).toBe(true)
  }
})

describe('figures in which a number of the record ends are masked where that is told, whatever of', () => {
  const identity = { names: [], documents: ['GOHX020611MCSMRN08'], phones: ['+502 5555 4471'] }
  test.each([
    ['es', 'De eso solo sabe que termina en 471, nada más.', '471'],
    ['fr', 'Elle se rappelle : ça finit par RN08.', 'RN08'],
    ['en', 'All he has is a scrap that ends in 4471.', '4471'],
  ] as const)('%s: %s', (lang, text, gone) => {
    const own = engine.analyse(text, { lang, identity }).filter(span => span.own === true)
    expect(own.map(({ start, end }) => text.slice(start, end))).toEqual([gone])
  })

  test.each([
    ['es', 'El plazo termina en 30 días y van 471 pesos.'],
    ['en', 'He paid 471 and slept in room 4471.'],
  ] as const)('%s: %s holds none of it', (lang, text) => {
    expect(engine.analyse(text, { lang, identity }).filter(span => span.own === true)).toEqual([])
  })
})

describe('a street that has a number for its name is found by its numbers', () => {
  const identity = { names: [], addresses: ['Carrera 45 # 12-30, barrio San José'] }
  test.each([
    ['Dice que queda en la carrera 45 numeral 12 guion 30, arriba.', '45 numeral 12 guion 30'],
    ['Queda por KR45#12-30, arriba.', '45#12-30'],
    ['Queda en la cuarenta y cinco con doce treinta, arriba.', 'cuarenta y cinco con doce treinta'],
  ])('%s', (text, told) => {
    expect(ownOf(text, told, 'es', identity)).toBe(told)
  })
})

test.each([
  ['Um9zYSBWaWxsY2E=', 'Um9zYSBWaWxsY2E'],
  ['bm9tYnJlPVZpbGxjYQ==', 'bm9tYnJlPVZpbGxjYQ'],
  ['TGEgc2XDsW9yYSBWaWxsY2E', 'TGEgc2XDsW9yYSBWaWxsY2E'],
])('a name that mail wrote in base64 is found: %s', (written, gone) => {
  const text = `El adjunto dice ${written} en la cabecera.`
  expect(ownOf(text, written, 'es', { names: ['Rosa Villca'] })).toBe(gone)
})
