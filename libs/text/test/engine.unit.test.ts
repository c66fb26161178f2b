import { describe, expect, test } from 'vitest'
import {
  createEngine,
  createSurrogates,
  foldText,
  type Identity,
  LANGUAGES,
  type Language,
  POLICIES,
  RedactionFailed,
  type Surrogates,
} from '../src/index.ts'
import { lists } from '../src/lists/index.ts'
import { loadEngine, loadJudge, loadNameTagger } from '../src/node.ts'
import { findLeak } from '../src/verify.ts'

const engine = loadEngine(() => performance.now())
const KNOWN: Identity = {
  names: ['Yaneth Quillahuaman de la Cruz'],
  aliases: ['Chaskita', 'Lu'],
  documents: ['70731731-4'],
  phones: ['+599 55 0731'],
  emails: ['yaneth.quilla@correo.example'],
  addresses: ['Jirón Tupaqmarka 418, Urubambilla'],
  dateOfBirth: '1998-05-17',
}
const NOBODY: Identity = { names: [] }
const MASKS = { ...POLICIES.assistance, persons: 'masks', places: 'told' } as const
const mask = (text: string, lang: Language = 'es', identity = KNOWN) =>
  engine.redact(text, { lang, identity, policy: MASKS }).text

describe('what the record knows is masked', () => {
  test.each([
    ['as it is', 'Yaneth Quillahuaman llegó.'],
    ['without accents and case', 'llego yaneth quillahuaman'],
    ['in capitals', 'LLEGÓ YANETH QUILLAHUAMAN'],
    ['cut by a line break', 'Llegó Yaneth Quilla-\nhuaman ayer.'],
    ['with an invisible letter inside', 'Llegó Quilla\u00adhuaman ayer.'],
    ['with accents of another kind', 'Llegó Qui\u0301llahuama\u0301n ayer.'],
    ['spaced out', 'Llegó Quilla huaman ayer.'],
    ['with Cyrillic letters', 'Llegó Yаnеth ayer.'],
    ['full width', 'Llegó Ｙａｎｅｔｈ ayer.'],
    ['misspelt', 'Llegó Quilahuaman ayer con Yanet.'],
    ['as it sounds', 'Llegó Kiyahuaman, digo Quillawaman.'],
    ['as an initial and a surname', 'Firma Y. Quillahuaman.'],
    ['inside another word', 'En su perfil quillahuaman98 escribe.'],
    ['as part of a compound surname', 'La señora de la Cruz firmó.'],
    ['as a short alias', 'Pregunte por Lu en la puerta.'],
  ])('%s', (_, text) => {
    const masked = foldText(mask(text))
    for (const part of ['yaneth', 'quilla', 'huaman', 'kiya', 'cruz']) expect(masked).not.toContain(part)
    expect(masked).not.toMatch(/\blu\b/)
  })

  test.each([
    ['Llame al +599 55 0731.', '0731'],
    ['Llame al (599) 55-0731', '0731'],
    ['Llame al 55.07.31 ahora', '55.07'],
    ['DNI 70 731 731 - 4', '731'],
    ['DNI 7O73l731-4', 'O73'],
    ['Correo: yaneth punto quilla arroba correo punto example', 'quilla'],
    ['nació el 17 de mayo de 1998', '17'],
    ['nació el 17-V-98', '17'],
    ['May 17th is the birthday', '17'],
    ['nació en 1998', '1998'],
    ['vive en jiron tupaqmarka', 'tupaq'],
  ])('%s', (text, gone) => {
    expect(mask(text)).not.toContain(gone)
  })
})

describe('what looks like personal data is masked, whoever it belongs to', () => {
  test.each([
    ['Escriba a ana.gomez (at) mail (dot) example.', 'es', 'gomez'],
    ['Su insta es @ana.gomez_02', 'es', 'gomez'],
    ['Vea https://wa.me/584125550143', 'es', '5841'],
    ['Teléfono once, cincuenta y cinco cincuenta, cero uno cuarenta y tres', 'es', 'cincuenta'],
    ['Seven five eight, triple five, oh one six one.', 'en', 'five'],
    ['Camioneta placa PAL-4471.', 'es', '4471'],
    ['A grey van, registration P 4471.', 'en', '4471'],
    ['CPF 555.001.420-38', 'pt', '555'],
    ['Conta ag. 0142-3, c/c 37700-5', 'pt', '377'],
    ['GPS -12.0464, -77.0428', 'es', '12.04'],
    ['Mora na Rua Aurora Boreal, 142, ap. 33.', 'pt', 'Aurora'],
    ['She lives at 22 Breadfruit Lane.', 'en', 'Breadfruit'],
    ['Un passeport 20RB55142', 'fr', '20RB'],
    ['IP 2001:db8:0:142::37', 'pt', 'db8'],
    ['P<DOMROSARIO<JAQUEZ<<BELKIS<<<<<<<', 'es', 'ROSARIO'],
    ['La casa está en 9FCF+PH Tegucigalpa.', 'es', '9FCF'],
    ['The house is at 77H7+9V, Kingston.', 'en', '77H7'],
    ['A casa fica em 589C4R5X+QP.', 'pt', '589C'],
    ['La maison est à 77C9GMVX+4R.', 'fr', '77C9'],
    ['Está en ///lámpara.mesa.río desde ayer.', 'es', 'mesa'],
    ['Use what3words: lamp.table.river to get there.', 'en', 'table'],
    ['O ponto é w3w lampada.mesa.rio', 'pt', 'mesa'],
    ["C'est ///lampe.table.fleuve", 'fr', 'table'],
    ['Escriba a rosa (a) correo . com hoy.', 'es', 'correo .'],
    ['Write to rosa@ mailbox .com today.', 'en', 'mailbox'],
    ['Escreva para r o s a @ c o r r e i o . c o m . b r hoje.', 'pt', 'c o r r'],
    ['Écrivez à r o s a @ c o u r r i e l . f r', 'fr', 'o u r'],
    ['Escribe a rosa90, de gmail, de noche.', 'es', 'rosa90'],
    ['Write to rosa90 at hotmail.', 'en', 'rosa90'],
    ['Ela usa rosa90 do yahoo.', 'pt', 'rosa90'],
    ['Elle a rosa90 chez outlook.', 'fr', 'rosa90'],
    ['La busca en TikTok larosi todas las noches.', 'es', 'larosi'],
    ['He follows her on Instagram larosi every night.', 'en', 'larosi'],
    ['Ele a procura no TikTok larosi toda noite.', 'pt', 'larosi'],
    ['Il la cherche sur Snapchat larosi chaque nuit.', 'fr', 'larosi'],
    ['Llame al 98 setenta y seis 54 treinta y dos.', 'es', '98'],
    ['Ligue 98 setenta e seis 54 trinta e dois.', 'pt', '98'],
    ['Appelez le 98 soixante seize 54 trente deux.', 'fr', '98'],
    ['Call 98 seventy six 54 thirty two.', 'en', '98'],
  ] as const)('%s', (text, lang, gone) => {
    expect(mask(text, lang, NOBODY)).not.toContain(gone)
  })

  test('days are cut to their month, ages to their band', () => {
    expect(mask('Llegó el 14/02/2026 con 31 años.', 'es', NOBODY)).toBe('Llegó el [DATE: 2026-02] con [AGE: 30--38].')
    expect(mask('She came on Feb. 9th, 2026.', 'en', NOBODY)).toBe('She came on [DATE: 2026-02].')
    const withheld = engine.redact('Llegó el 14/02/2026.', { lang: 'es', policy: POLICIES.publication })
    expect(withheld.text).toBe('Llegó el [DATE].')
  })

  test.each([
    ['Elige la opción (a) o (b). Es todo.', 'es'],
    ['She is on Facebook every night, at home.', 'en'],
    ['Ele viu no Instagram que era mentira.', 'pt'],
  ] as const)('what only resembles it stays: %s', (text, lang) => {
    expect(mask(text, lang, NOBODY)).toBe(text)
  })

  test('amounts, articles and times stay', () => {
    const text = 'Le descuentan una deuda de USD 1.850,00 conforme al artículo 17, a las 23:40.'
    expect(mask(text, 'es', NOBODY)).toBe(text)
  })
})

describe('persons are found whom nobody listed', () => {
  test.each([
    ['Con ella estaba Pierre Duval en la casa.', 'es', ['Pierre', 'Duval']],
    ['Ask for Noble Francis, the fisherman.', 'en', ['Noble', 'Francis']],
    ['A dona, Cida Belmiro, ficou com o celular.', 'pt', ['Cida', 'Belmiro']],
    ['WITNESS PIERRE STONE SAYS SAME. MR. ST. CYR CAME.', 'en', ['PIERRE', 'STONE', 'CYR']],
    ['O VIZINHO CLARO DA SILVA VEIO.', 'pt', ['CLARO', 'SILVA']],
    ['Ms. April works here; since April she has no day off.', 'en', ['Ms. April']],
    ['hola sra norma, le dicen gringo a jhon', 'es', ['norma']],
    ['El señor Xhuvalwe Qintzarel la llevó.', 'es', ['Xhuvalwe', 'Qintzarel']],
  ] as const)('%s', (text, lang, gone) => {
    const masked = mask(text, lang, NOBODY)
    for (const name of gone) expect(masked).not.toContain(name)
  })

  test.each([
    [
      'hi, she is called rose will young. rose sleeps here and will call; her kids are with summer',
      'en',
      ['rose', 'young'],
    ],
    ['seu nome e vitoria graca dos prazeres. a vitoria tem muita saudade', 'pt', ['vitoria', 'prazeres']],
    ['The case of L. M. S., aged 16, and of T.J. too.', 'en', ['L. M. S', 'T.J']],
    ['Nam e: Mel ody Sealy says so.', 'en', ['ody']],
    ['Vive detrás de la capilla evangélica, portón negro.', 'es', ['capilla']],
    ['She sleeps upstairs the rum shop by the standpipe.', 'en', ['rum shop', 'standpipe']],
    ['Estoy del semáforo de la Texaco 2 cuadras al lago.', 'es', ['Texaco', 'cuadras']],
    ['The papers are in his truck, C 9142.', 'en', ['9142']],
    ['la moto era una qep 4b12, dijo ella', 'es', ['4b12']],
    ['I was born on Boxing Day 2001.', 'en', ['Boxing', '2001']],
    ['Su tío es el párroco de la única iglesia del pueblo.', 'es', ['párroco']],
    ['Fue captada en la vereda Palmarito.', 'es', ['vereda', 'Palmarito']],
    ['Her account at the bank ends 0377.', 'en', ['0377']],
    ['Her number is six two two, oh one four two.', 'en', ['two']],
  ] as const)('also told otherwise: %s', (text, lang, gone) => {
    const masked = mask(text, lang, NOBODY)
    for (const piece of gone) expect(masked).not.toContain(piece)
  })

  test.each([
    ['Ask the Ministry of Labour for the payroll.', 'en'],
    ['Por favor, tiene mucha esperanza y pide paz.', 'es'],
    ['No hay luz en la casa desde abril.', 'es'],
    ['The Port Halden Police Service has the file.', 'en'],
  ] as const)('and what is innocent stays: %s', (text, lang) => {
    expect(mask(text, lang, NOBODY)).toBe(text)
  })

  test('institutions and months stay', () => {
    const text = 'Se informa a la Policía Nacional y a la Fiscalía General en abril.'
    expect(mask(text, 'es', NOBODY)).toBe(text)
  })

  test('a surname alone is a mention once the full name was told', () => {
    const masked = mask('El capataz Ubaldo Sarmiento gritó. Después Sarmiento salió con Ubaldo.', 'es', NOBODY)
    expect(masked).not.toMatch(/Ubaldo|Sarmiento/)
  })
})

describe('who somebody is decides what is masked', () => {
  const text = 'La testigo Rosa Paredes vio al encargado Óscar Belmonte. Paredes avisó a Yaneth Quillahuaman.'

  test('the same person has the same letter', () => {
    const masked = engine.redact(text, { lang: 'es', identity: KNOWN, policy: POLICIES.assistance }).text
    expect(masked).toBe(
      'La testigo [testigo A] vio al encargado [persona señalada A]. [testigo A] avisó a [víctima A].',
    )
  })

  test('also in another text of the same share', () => {
    const options = {
      lang: 'es',
      identity: KNOWN,
      policy: POLICIES.assistance,
      surrogates: createSurrogates(),
    } as const
    engine.redact(text, options)
    expect(engine.redact('La testigo Rosa Paredes firma.', options).text).toBe('La testigo [testigo A] firma.')
  })

  test('also later, for whoever goes on where an earlier text ended', () => {
    const redact = (text: string, surrogates: Surrogates) =>
      engine.redact(text, { lang: 'es', identity: KNOWN, policy: POLICIES.assistance, surrogates }).text
    const first = createSurrogates()
    redact(text, first)
    const later = createSurrogates(first.called())
    expect(redact('La testigo Inés Tacuri firma, y la testigo Rosa Paredes también.', later)).toBe(
      'La testigo [testigo B] firma, y la testigo [testigo A] también.',
    )
    expect(later.called().slice(0, 2)).toMatchObject(first.called().slice(0, 2))
  })

  test('suspects stay readable for prosecution and court, and nothing is invented', () => {
    const masked = engine.redact(text, { lang: 'es', identity: KNOWN, policy: POLICIES.proceedings }).text
    expect(masked).toBe('La testigo [PERSON] vio al encargado Óscar Belmonte. [PERSON] avisó a [PERSON].')
  })

  test.each([
    ['La esposa del encargado, Rosa Paredes, la ayudó.', 'Rosa'],
    ['Avisó a Rosa Paredes, el encargado gritó.', 'Rosa'],
    ['Huyó del encargado con Rosa Paredes.', 'Rosa'],
    ['La testigo Rosa Paredes habló. El encargado Rosa Paredes huyó.', 'Rosa'],
    ['El encargado Óscar Gracia huyó. La ayudó doña Gracia.', 'doña Gracia'],
    ['Contra el imputado, WILMER SALAS ROJAS, YOVANA MAMANI QUISPE y otros.', 'YOVANA'],
  ])('nor anybody whose part is in doubt: %s', (doubtful, gone) => {
    const masked = engine.redact(doubtful, { lang: 'es', policy: POLICIES.proceedings }).text
    expect(masked).not.toContain(gone)
  })

  test('but not a suspect who shares a name with the person', () => {
    const masked = engine.redact('El encargado Óscar Quillahuaman huyó.', {
      ...{ lang: 'es', identity: KNOWN, policy: POLICIES.proceedings },
    }).text
    expect(masked).not.toContain('Quillahuaman')
  })
})

describe('whom the record names is never shown as a suspect', () => {
  test.each([
    ['Guadalupe Hernández', 'Lupe Ernandes', 'es', 'La reclutadora, Lupe Ernandes, cobraba la renta.'],
    ['Elizabeth Chávez', 'Lizbeth Chaves', 'en', 'The recruiter, Lizbeth Chaves, took the rent.'],
    ['Rosa Ñamendí', 'Rozinha Namendy', 'pt', 'A aliciadora, Rozinha Namendy, cobrava o aluguel.'],
    ['Shanelle Okonkwo', 'Shanel Okonkuo', 'en', 'The recruiter, Shanel Okonkuo, took the rent.'],
    ['Wislande Étienne', 'Wislanda Etiene', 'fr', 'La recruteuse, Wislanda Etiene, encaissait le loyer.'],
  ] as const)('%s, misspelt %s, in %s', (name, misspelt, lang, text) => {
    for (const identity of [{ names: [name] }, { names: ['Zulma Ortuste'], relatives: [name] }]) {
      const shown = engine.redact(text, { lang, identity, policy: POLICIES.proceedings }).text
      for (const part of misspelt.split(' ')) expect(shown).not.toContain(part)
    }
  })
})

describe('redaction fails closed', () => {
  test('with an error that holds nothing of the text', () => {
    const broken = { ...KNOWN, names: [undefined as unknown as string] }
    expect(() => mask('Yaneth vino', 'es', broken)).toThrow(new RedactionFailed())
  })

  test('because a second search finds what a first one would have missed', () => {
    const leaks = (text: string) => findLeak(text, text, KNOWN, lists, 'es')
    for (const text of [
      'vino Yaneth',
      'vino quilla-\nhuaman',
      'vino aquilla huamani',
      'tel 599 55.07.31',
      'DNI 70.731.731.4',
      'nacida 17.05.1998',
    ])
      expect([text, leaks(text)]).toEqual([text, true])
    expect(leaks('vino | el | con su madre')).toBe(false)
  })

  test.each(LANGUAGES)('of a name that is told letter by letter, in %s', lang => {
    const identity = { names: ['Rosa Ñamendí'] }
    for (const text of ['su apellido es Ñ, a, m, e, n, d, í', 'ñ a m e n d í', 'Firma:\nÑ\na\nm\ne\nn\nd\ní\n'])
      expect([text, engine.leaks(text, { lang, identity })]).toEqual([text, true])
  })

  test('for identifiers of anybody, too', () => {
    const leaks = (text: string) => findLeak('', text, undefined, lists, 'es')
    for (const text of ['llame al 955 123 456', 'escriba a ana@correo.example', 'vino María González'])
      expect([text, leaks(text)]).toEqual([text, true])
    expect(leaks('le deben USD 1.200.000 desde abril')).toBe(false)
  })
})

test('spans say what was masked, in offsets of the original', () => {
  const text = 'Vino con Yaneth a la casa.'
  const { spans } = engine.redact(text, { lang: 'es', identity: KNOWN, policy: MASKS })
  expect(spans.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([['Yaneth', 'PERSON']])
})

test('a text on which the judge takes too long is withheld', () => {
  let now = 0
  const judge = loadJudge()
  const late: typeof judge = {
    decide: scene => {
      now += 60_000
      return judge.decide(scene)
    },
  }
  const deps = { tagger: loadNameTagger(), lists, clock: () => now }
  const options = { lang: 'es', policy: MASKS } as const
  expect(createEngine({ ...deps, judge }).redact('Llegó Ana.', options).text).toContain('Llegó')
  expect(() => createEngine({ ...deps, judge: late }).redact('Llegó Ana.', options)).toThrow(RedactionFailed)
})
