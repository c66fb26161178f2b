import { describe, expect, test } from 'vitest'
import { type Identity, type Language, POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

// By the time of the processor: a busy machine is not slow work.
const engine = loadEngine(() => process.cpuUsage().user / 1000)
const NOBODY: Identity = { names: [] }
const mask = (text: string, lang: Language, identity = NOBODY) =>
  engine.redact(text, { lang, identity, policy: { ...POLICIES.publication } }).text

type Cases = readonly (readonly [text: string, lang: Language, ...gone: string[]])[]
const gone = (cases: Cases) =>
  test.each(cases.map(([text, lang, ...words]) => ({ text, lang, words })))('$text', ({ text, lang, words }) => {
    const masked = mask(text, lang)
    for (const word of words) expect(masked).not.toContain(word)
  })

describe('where somebody lives is masked, however it is told', () => {
  gone([
    ['Vive en P.H. Brisa Serena, torre 3, piso 9-B.', 'es', 'Brisa', 'torre', '9-B'],
    ['Duerme en Av. Naranjo Seco 2207, almacén F.', 'es', 'Naranjo', 'almacén'],
    ['vive por ahora en la 14 y sucre, solar 9 donde la tia', 'es', '14 y sucre', 'solar 9'],
    ['Mora na Rua Pedra Lisa, 58, sobreloja, Benfica.', 'pt', 'Pedra', 'sobreloja', 'Benfica'],
    ['mora rua do juazeiro, casa de barro / perto do mar', 'pt', 'juazeiro', 'barro'],
    ['Fica na Avenida Mar Manso, dois mil e cem, casa do portão de ferro.', 'pt', 'Manso', 'cem', 'ferro'],
    ['Il habite 640, rang Saint-Barnabé, roulotte 2.', 'fr', '640', 'Barnabé', 'roulotte'],
    ['Sur le chantier, lotissement Les Filaos, parcelle 17.', 'fr', 'Filaos', '17'],
    ['Elle dort dans la case derrière le moulin, chemin des cannes.', 'fr', 'case', 'moulin', 'cannes'],
    ['She lodges at 9 Sapodilla Alley, upstairs.', 'en', 'Sapodilla', 'upstairs'],
    ['They kept her at 410 Birch Court, the basement.', 'en', 'Birch', 'basement'],
    ['She was taken to Palmenweg 212, achterhuis.', 'en', 'Palmenweg', 'achterhuis'],
  ])

  test.each(['Quedó en Tupaqmarka 418.', 'La llevaron al 418 de Tupaqmarka.', 'La casa de la Jr. Tupaqmarka, 418'])(
    'the street of the record is known by its name and number: %s',
    text => {
      const identity = { names: [], addresses: ['Jirón Tupaqmarka 418, Urubambilla'] }
      expect(mask(text, 'es', identity)).not.toMatch(/Tupaqmarka|418/)
    },
  )
})

describe('days and ages are masked, however they are told', () => {
  gone([
    ['Nació la noche de San Pedro de 2004.', 'es', 'San Pedro', '2004'],
    ['Llamó el viernes 12 por la noche.', 'es', 'viernes', '12'],
    ['Pero después del día 20 no puede.', 'es', '20'],
    ['Her mother had her on christmas morning 91', 'en', 'christmas', '91'],
    ['She left on Thanksgiving night with a neighbour.', 'en', 'Thanksgiving'],
    ["B0rn 3rd Ju1y '71", 'en', '3rd', "'71"],
    ['Tem quarenta e oito, do dia de Todos os Santos de setenta e sete.', 'pt', 'Santos', 'sete'],
    ['Foi vista a 3 de maart.', 'pt', '3 de maart'],
    ['el martes cumplo años, hago 27 jaja', 'es', '27'],
    ['la hermana de dieciocho se quedó', 'es', 'dieciocho'],
    ['Sa fille de seize est restée.', 'fr', 'seize'],
    ['Age 4 3, seen at home', 'en', '4 3'],
    ['Elle a la jeune trentaine, dit-il.', 'fr', 'trentaine'],
    ['A woman in her early forties came.', 'en', 'early forties'],
    ['La mujer, sexagenaria, vive sola.', 'es', 'sexagenaria'],
    ['hes 54 going on 55, still working', 'en', '54', '55'],
    ['Mi prima tiene quince; se casó a los diecisiete', 'es', 'quince', 'diecisiete'],
    ['¿Cuántos años tiene? 23.', 'es', '23'],
    ['ele tem dezesseis eu acho', 'pt', 'dezesseis'],
  ])
})

describe('numbers are masked, however they are told', () => {
  gone([
    ['Depósito na ag. 2207, conta 31.905-8.', 'pt', '2207', '31.905'],
    ['Le compte finissant par 593.', 'fr', '593'],
    ['Fundeado em 5 17 S 36 48 W.', 'pt', '5 17', '36 48'],
    ['RG 0441728-2 SSP/MA, viúva.', 'pt', '0441728', 'SSP/MA'],
    ['CTPS 441728 série 0017-BA, servente.', 'pt', '441728', '0017'],
    ['O CPF: três um nove, zero dois sete, um seis um, traço vinte e dois', 'pt', 'três um', 'vinte'],
    ['Her card is GC 530914 K; lost.', 'en', '530914', ' K'],
  ])
})

describe('the one of a kind is masked', () => {
  gone([
    ['Es la única hilandera que trabaja en aimara en el valle.', 'es', 'hilandera', 'aimara'],
    ['Es sobrina de la tejedora más vieja de la laguna.', 'es', 'sobrina', 'tejedora'],
    ['Son père est le dernier constructeur de pirogues du fleuve.', 'fr', 'pirogues'],
    ['She is the last basket-weaver at the lagoon.', 'en', 'weaver', 'lagoon'],
  ])
})

describe('what tells nothing of a person stays', () => {
  test.each([
    ['Se avisó al Banco de Previsión Social.', 'es', 'Banco de Previsión Social'],
    ['La última vez fue el primer error del documento.', 'es', 'La última vez fue el primer error del documento'],
    ['¿De dónde viene? R. De lejos.', 'es', 'R. De lejos'],
    ['Há quase dois anos cuida da casa.', 'pt', 'dois anos'],
    ['Elle travaille à Noël comme les autres.', 'fr', 'Noël'],
    ['The Defence Force took the men off.', 'en', 'Defence Force'],
    ['Une vingtaine de femmes dormaient là.', 'fr', 'vingtaine'],
    ['Le pagan a los quince días de entrar.', 'es', 'quince días'],
    ['Tem quinze por dia na fila.', 'pt', 'quinze por dia'],
  ] as const)('%s', (text, lang, kept) => {
    expect(mask(text, lang)).toContain(kept)
  })
})
