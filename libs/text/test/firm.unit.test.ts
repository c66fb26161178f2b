import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('an address that is told by the way to it is masked from its first word to its last', () => {
  test.each([
    ['es', 'Vive dos cuadras arriba del molino, casa de adobe con zinc.', ['molino', 'cuadras', 'adobe', 'zinc']],
    ['es', 'vivia atras de la gasolinera vieja por donde dan vuelta los taxis y ahi llego', ['gasolinera', 'taxis']],
    ['es', 'DOMICILIO: A UN LADO DEL PANTEON, PORTON VERDE', ['PANTEON', 'PORTON', 'LADO']],
    ['pt', 'Mora subindo a ladeira da matriz, portão azul.', ['ladeira', 'matriz', 'portão']],
    ['pt', 'dormia no quartinho atrás da borracharia, segundo andar.', ['quartinho', 'borracharia', 'andar']],
    ['fr', 'Elle dort derrière le marché, deuxième ruelle après la pompe.', ['marché', 'ruelle', 'pompe']],
    ['fr', 'Elle loge au-dessus de la boucherie, porte cochère verte.', ['dessus', 'boucherie', 'cochère']],
    ['en', 'She lives behind the old cane scale, second gate.', ['behind', 'scale', 'gate']],
    ['en', 'He sleeps in a shed at the back of the quarry, past the weighbridge.', ['shed', 'quarry', 'weighbridge']],
  ] as const)('%s: %s', (lang, text, gone) => {
    for (const word of gone) expect(masked(text, lang)).not.toContain(word)
  })

  test.each([
    ['es', 'Después de tres días la llevaron al hospital.'],
    ['es', 'Guardó el dinero debajo de la mesa.'],
    ['fr', 'Après deux semaines elle a reçu son salaire.'],
    ['en', 'After two weeks she was paid, before the others.'],
    ['en', 'The report is opposite to what they said.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('a nickname that is an ordinary word is masked where it is announced and wherever it stands', () => {
  test.each([
    ['es', 'Un hombre al que le dicen el Mosca la llevó. El Mosca cobraba.', 'Mosca'],
    ['es', 'Lo llaman Cara de Papa. Cara de Papa trae una moto.', 'Papa'],
    ['es', 'el dueño es un man que le dicen mono y el mono no sabe', 'mono'],
    ['es', 'DIJO QUE EVARISTO, ALIAS EL PADRINO, LA LLEVÓ. EL PADRINO COBRA.', 'PADRINO'],
    ['pt', 'Era um homem de alcunha Pastor. Esse Pastor cobrava.', 'Pastor'],
    ['pt', 'o motorista que elas chamavam de doutor e o doutor segurou tudo', 'doutor'],
    ['fr', 'Le passeur, surnom Fil de fer, est parti. Fil de fer travaille ici.', 'Fil'],
    ['fr', "Un type qu'on appelle Moineau. Moineau a la clé.", 'Moineau'],
    ['en', 'The driver is one they call Sugar. Sugar has keys.', 'Sugar'],
    ['en', 'They paid an agent, alias Chief. Chief threatens her.', 'Chief'],
  ] as const)('%s: %s', (lang, text, nickname) => {
    expect(masked(text, lang)).not.toContain(nickname)
  })

  test.each([
    ['es', 'En el pueblo dicen que la llamaron por teléfono.'],
    ['es', 'Compró un mono de trabajo y el mono era azul.'],
    ['pt', 'Dizem que chamaram a polícia.'],
    ['fr', 'On dit que la police est appelée.'],
    ['en', 'They called the police and the police called back.'],
    ['en', 'It is known as a port.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

describe('a title that is part of a nickname is masked with it', () => {
  test.each([
    ['pt', 'O vigia, que atende por Dr. Lama, cobra a comida.', 'Dr'],
    ['pt', 'O patrão atende os fregueses por Seu Lino. Seu Lino cobra a comida.', 'Seu'],
    ['es', 'El capataz cobra; los peones lo llaman don Guri.', 'don'],
    ['pt', 'O filho dela me apelidou de Bicho.', 'Bicho'],
    ['pt', 'As colegas chamavam a depoente de Pequena; a menor da oficina, dizia-se, era a Pequena.', 'Pequena'],
    ['pt', 'Tratam-no por Ministro; perguntei se era da eucaristia.', 'Ministro'],
    ['es', 'Le pregunté por la mamá: Irma Ajú, que vive lejos.', 'Irma'],
    ['en', 'REMARKS: WORK PERMIT READS MD. ROFIKUL ISLAM.', 'MD'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['es', 'Se presentó ante la doctora Nélida Quispe.', 'la doctora'],
    ['fr', 'Elle appelle la tante. Bébé dort.', 'la tante'],
    ['en', 'Reminder: call him Mr. Coore.', 'Mr.'],
    ['pt', 'A irmã Terezinha cuida da casa.', 'A irmã'],
    ['en', 'A nun, Irmã Terezinha Bonatti, called.', 'Irmã'],
    ['es', 'La vecina nombra a la policía y llama al doctor.', 'al doctor'],
  ] as const)('%s: %s: the title stays', (lang, text, left) => {
    expect(masked(text, lang)).toContain(left)
  })
})

describe('a nickname of several words is masked wherever it stands, however it was found', () => {
  test.each([
    [
      'pt',
      'A cozinheira Raimunda, que todos tratam por Mãe Preta, viu tudo. Mãe Preta contou que a voadeira saiu.',
      'Mãe',
    ],
    [
      'en',
      'The skipper, whom the crew refer to as Skip Blue, kept documents. Skip Blue wired wages to an account.',
      'Blue',
    ],
    ['fr', 'le chauffeur, un certain petit riz, venait avec un pick up. petit riz a menace la fille hier.', 'riz'],
  ] as const)('%s: %s', (lang, text, gone) => {
    expect(masked(text, lang)).not.toContain(gone)
  })

  test.each([
    ['pt', 'O pé de mesa quebrou.'],
    ['en', 'They met a little sparrow by the road.'],
    ['fr', 'Le petit riz est cuit.'],
  ] as const)('%s: %s stays', (lang, text) => {
    expect(masked(text, lang)).toBe(text)
  })
})

test('what only announces a name or a number is given back', () => {
  expect(masked('Vino la Sra. Teodolinda Quispe.', 'es')).toBe('Vino la Sra. |.')
  expect(masked('Née le 14/03/1999.', 'fr')).toBe('Née le |.')
})
