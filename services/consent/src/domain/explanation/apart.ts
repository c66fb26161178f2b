import type { ApartOccasion } from '../decision-record.ts'
import type { DenialCode } from '../precedence.ts'

interface Refused {
  readonly because: string
  readonly next: string
}

/** What is said otherwise of decisions by a table of their own: where the words of a referral would mislead. */
export interface ApartTexts {
  readonly title: Readonly<Record<'permit' | 'denial', string>>
  /** {sender}, {recipient} */
  readonly asked: Readonly<Record<ApartOccasion, string>>
  readonly permitted: string
  /** {because} */
  readonly refused: string
  readonly rule: Readonly<Record<ApartOccasion, Readonly<Partial<Record<DenialCode, Refused>>>>>
}

export const apart = {
  en: {
    title: { permit: 'Permitted: what was asked may be done', denial: 'Refused: what was asked may not be done' },
    asked: {
      notice: 'It was asked whether a notice of {sender} about a person may stand before {recipient}.',
      match: 'It was asked whether {sender} may ask {recipient}, in another jurisdiction, if it knows a person.',
      reidentification:
        '{recipient} asked who stands behind a pseudonym or a code name; a second custodian confirmed it.',
      evidence: 'It was asked whether what a request for evidence says, from {sender}, may be read by {recipient}.',
      record: 'A person’s own record was asked for, through {recipient}.',
    },
    permitted: 'Every rule for this was asked, in its order, and none refuses it.',
    refused: 'The rules for this were asked in their order. This one refused: {because}',
    rule: {
      notice: {
        no_lawful_basis: {
          because: 'No consent of the person to such a notice is on record.',
          next: 'Ask the person in private, and record a consent for this notice to this recipient.',
        },
      },
      match: {
        no_lawful_basis: {
          because:
            'Nothing on record with the agency that has the person lets another jurisdiction be asked for this reason.',
          next: 'Have that agency ask the person, or record the order or the danger, for this purpose and this recipient.',
        },
        no_instrument: {
          because: 'No agreement lets the two hubs ask one another this kind of question.',
          next: 'Wait until the jurisdictions have stated an agreement; in danger to life refer the person, or phone.',
        },
      },
      reidentification: {
        onward_not_permitted: {
          because:
            'The person came from another jurisdiction, and what it granted does not let your agency be told who they are, or no longer, or nothing was heard of it lately.',
          next: 'Ask the agency to which they were sent, or through it the jurisdiction that sent them. In danger to life that agency has emergency access.',
        },
        no_lawful_basis: {
          because:
            'Nothing is on record for your agency on which it could be told: neither a reason nor a number gives a right.',
          next: 'Have the order, the danger or the duty recorded, naming your agency, by the agency that has the person or by a caseworker of yours under the number of this request; a second person confirms it. In danger to life there is emergency access.',
        },
        nothing_to_disclose: {
          because: 'What is on record does not reach to who the person is.',
          next: 'Look at what the order or the article compels, and have identity named in it where it does.',
        },
      },
      evidence: {
        purpose_outside_mandate: {
          because:
            'A request for evidence is read by whoever leads the case and the two central authorities, for the criminal case alone.',
          next: 'Ask your central authority.',
        },
        no_instrument: {
          because: 'No treaty or reciprocity note in criminal matters is in force between the two states.',
          next: 'Wait until the central authorities have stated one.',
        },
      },
      record: {
        no_lawful_basis: {
          because: 'Nothing of the person is on record with this agency, and they agreed to nothing that names it.',
          next: 'Whom your agency registered: record what they agree to. Whom another agency referred to yours reads the record with that agency, or by a code sheet that it gives.',
        },
        consent_withdrawn: {
          because: 'What the person agreed to was withdrawn.',
          next: 'Give the person a code sheet: by it they read all that is on record, also after a withdrawal, once a second officer of another agency has stood by.',
        },
        consent_expired: {
          because: 'What was on record of the person with this agency has ended.',
          next: 'Give the person a code sheet: by it they read all that is on record, once a second officer has stood by.',
        },
        confirmation_overdue: {
          because: 'No second officer has stood by since this code sheet was made, so nobody reads by it.',
          next: 'Have a second officer speak with the person alone and stand by, within a day; after that make a new sheet.',
        },
        guardian_conflict: {
          because: 'The guardian named may be part of the harm, or none is on record.',
          next: 'Show the record to the child alone, in private.',
        },
      },
    },
  },
  es: {
    title: { permit: 'Permitido: puede hacerse lo que se pidió', denial: 'Denegado: no puede hacerse lo que se pidió' },
    asked: {
      notice: 'Se preguntó si un aviso de {sender} sobre una persona puede valer ante {recipient}.',
      match: 'Se preguntó si {sender} puede preguntar a {recipient}, en otra jurisdicción, si conoce a una persona.',
      reidentification:
        '{recipient} preguntó quién está detrás de un seudónimo o de un nombre en clave; otra persona custodia lo confirmó.',
      evidence: 'Se preguntó si {recipient} puede leer lo que dice una solicitud de pruebas, de {sender}.',
      record: 'Se pidió el registro de la propia persona, por medio de {recipient}.',
    },
    permitted: 'Se consultaron todas las reglas para esto, en su orden, y ninguna lo deniega.',
    refused: 'Se consultaron las reglas para esto en su orden. Esta lo denegó: {because}',
    rule: {
      notice: {
        no_lawful_basis: {
          because: 'No consta ningún consentimiento de la persona para un aviso así.',
          next: 'Pregunte a la persona en privado y registre un consentimiento para este aviso y esta institución.',
        },
      },
      match: {
        no_lawful_basis: {
          because:
            'Nada de lo registrado por la institución que tiene a la persona permite preguntar a otra jurisdicción por este motivo.',
          next: 'Haga que esa institución pregunte a la persona, o registre la orden o el peligro, para esta finalidad y esta institución.',
        },
        no_instrument: {
          because: 'Ningún acuerdo permite que los dos nodos se hagan este tipo de pregunta.',
          next: 'Espere a que las jurisdicciones declaren un acuerdo; si hay peligro de vida, derive a la persona o llame por teléfono.',
        },
      },
      reidentification: {
        onward_not_permitted: {
          because:
            'La persona vino de otra jurisdicción, y lo que esta concedió no permite decir a su institución quién es, o ya no, o hace tiempo que no se sabe de ello.',
          next: 'Pregunte a la institución a la que fue enviada o, por medio de ella, a la jurisdicción que la envió. Si su vida corre peligro, esa institución tiene acceso de emergencia.',
        },
        no_lawful_basis: {
          because: 'No consta nada para su institución en que pudiera apoyarse: ni un motivo ni un número dan derecho.',
          next: 'Haga registrar la orden, el peligro o la obligación, nombrando a su institución, por la institución que tiene a la persona o por alguien que lleve casos en la suya con el número de esta solicitud; otra persona lo confirma. Si hay peligro de vida, existe el acceso de emergencia.',
        },
        nothing_to_disclose: {
          because: 'Lo registrado no alcanza a quién es la persona.',
          next: 'Mire qué obliga a dar la orden o el artículo, y haga constar la identidad si la incluye.',
        },
      },
      evidence: {
        purpose_outside_mandate: {
          because:
            'Una solicitud de pruebas la leen quien dirige el caso y las dos autoridades centrales, solo para el proceso penal.',
          next: 'Pregunte a su autoridad central.',
        },
        no_instrument: {
          because: 'No hay tratado ni nota de reciprocidad en materia penal en vigor entre los dos Estados.',
          next: 'Espere a que las autoridades centrales declaren uno.',
        },
      },
      record: {
        no_lawful_basis: {
          because: 'Esta institución no tiene nada registrado de la persona, y ella no ha aceptado nada que la nombre.',
          next: 'Si su institución registró a la persona, registre lo que acepta. Si otra institución la derivó a la suya, la persona lee su registro allí, o con la hoja con código que esa institución le dé.',
        },
        consent_withdrawn: {
          because: 'Lo que la persona aceptó fue retirado.',
          next: 'Dé a la persona una hoja con código: con ella lee todo lo que consta, también después de un retiro, en cuanto otra persona, de otra institución, la haya respaldado.',
        },
        consent_expired: {
          because: 'Lo que esta institución tenía registrado de la persona ha terminado.',
          next: 'Dé a la persona una hoja con código: con ella lee todo lo que consta, en cuanto otra persona la haya respaldado.',
        },
        confirmation_overdue: {
          because:
            'Ninguna segunda persona ha respaldado esta hoja con código desde que se hizo, así que nadie lee con ella.',
          next: 'Haga que una segunda persona hable a solas con la persona y respalde la hoja en el plazo de un día; después, haga una nueva.',
        },
        guardian_conflict: {
          because: 'La persona que figura como tutora puede ser parte del daño, o no consta ninguna.',
          next: 'Muestre el registro solo a la niña o al niño, en privado.',
        },
      },
    },
  },
  fr: {
    title: {
      permit: 'Autorisé : ce qui a été demandé peut être fait',
      denial: 'Refusé : ce qui a été demandé ne peut pas être fait',
    },
    asked: {
      notice: 'Il a été demandé si un avis de {sender} sur une personne peut valoir devant {recipient}.',
      match:
        'Il a été demandé si {sender} peut demander à {recipient}, dans une autre juridiction, si elle connaît une personne.',
      reidentification:
        '{recipient} a demandé qui se trouve derrière un pseudonyme ou un nom de code ; une autre personne dépositaire l’a confirmé.',
      evidence: 'Il a été demandé si {recipient} peut lire ce que dit une demande de preuves, de {sender}.',
      record: 'Le dossier de la personne elle-même a été demandé, par l’intermédiaire de {recipient}.',
    },
    permitted: 'Toutes les règles pour cela ont été consultées dans leur ordre, et aucune ne s’y oppose.',
    refused: 'Les règles pour cela ont été consultées dans leur ordre. Celle-ci a refusé : {because}',
    rule: {
      notice: {
        no_lawful_basis: {
          because: 'Aucun consentement de la personne à un tel avis n’est enregistré.',
          next: 'Demandez à la personne en privé, et enregistrez un consentement pour cet avis et cette institution.',
        },
      },
      match: {
        no_lawful_basis: {
          because:
            'Rien de ce que l’institution qui a la personne a enregistré ne permet d’interroger une autre juridiction pour ce motif.',
          next: 'Faites demander à la personne par cette institution, ou faites enregistrer l’ordonnance ou le danger, pour cette finalité et cette institution.',
        },
        no_instrument: {
          because: 'Aucun accord ne permet aux deux nœuds de se poser ce genre de question.',
          next: 'Attendez que les juridictions déclarent un accord ; en danger de mort, orientez la personne ou téléphonez.',
        },
      },
      reidentification: {
        onward_not_permitted: {
          because:
            'La personne est venue d’une autre juridiction, et ce que celle-ci a accordé ne permet pas de dire à votre institution qui elle est, ou ne le permet plus, ou l’on n’en a rien su depuis un moment.',
          next: 'Adressez-vous à l’institution à laquelle elle a été envoyée ou, par elle, à la juridiction qui l’a envoyée. Si sa vie est en danger, cette institution a un accès d’urgence.',
        },
        no_lawful_basis: {
          because:
            'Rien n’est enregistré pour votre institution sur quoi cela pourrait reposer : ni un motif ni un numéro ne donnent un droit.',
          next: 'Faites enregistrer l’ordonnance, le danger ou l’obligation, en nommant votre institution, par l’institution qui a la personne ou par quelqu’un qui suit des dossiers dans la vôtre sous le numéro de cette demande ; une autre personne le confirme. En danger de mort, il y a l’accès d’urgence.',
        },
        nothing_to_disclose: {
          because: 'Ce qui est enregistré ne va pas jusqu’à l’identité de la personne.',
          next: 'Regardez ce que l’ordonnance ou l’article oblige à donner, et faites-y nommer l’identité s’il en est ainsi.',
        },
      },
      evidence: {
        purpose_outside_mandate: {
          because:
            'Une demande de preuves est lue par qui dirige l’affaire et par les deux autorités centrales, pour la seule affaire pénale.',
          next: 'Adressez-vous à votre autorité centrale.',
        },
        no_instrument: {
          because: 'Aucun traité ni note de réciprocité en matière pénale n’est en vigueur entre les deux États.',
          next: 'Attendez que les autorités centrales en déclarent un.',
        },
      },
      record: {
        no_lawful_basis: {
          because: 'Cette institution n’a rien d’enregistré sur la personne, qui n’a rien accepté qui la nomme.',
          next: 'Si votre institution a enregistré la personne, enregistrez ce qu’elle accepte. Si une autre institution vous l’a adressée, la personne lit son dossier auprès de celle-ci, ou avec la feuille à code qu’elle lui donne.',
        },
        consent_withdrawn: {
          because: 'Ce que la personne avait accepté a été retiré.',
          next: 'Donnez à la personne une feuille avec un code : elle y lit tout ce qui est enregistré, même après un retrait, dès qu’une autre personne, d’une autre institution, s’en est portée garante.',
        },
        consent_expired: {
          because: 'Ce que cette institution avait d’enregistré sur la personne a pris fin.',
          next: 'Donnez à la personne une feuille avec un code : elle y lit tout ce qui est enregistré, dès qu’une autre personne s’en est portée garante.',
        },
        confirmation_overdue: {
          because:
            'Aucune deuxième personne ne s’est portée garante de cette feuille à code depuis qu’elle a été établie : personne ne lit avec elle.',
          next: 'Faites parler une deuxième personne seule avec la personne, et qu’elle s’en porte garante dans la journée ; ensuite, établissez une nouvelle feuille.',
        },
        guardian_conflict: {
          because: 'La tutrice ou le tuteur nommé fait peut-être partie du mal subi, ou personne n’est enregistré.',
          next: 'Montrez le dossier à l’enfant seul, en privé.',
        },
      },
    },
  },
  pt: {
    title: {
      permit: 'Permitido: pode fazer-se o que foi pedido',
      denial: 'Negado: não pode fazer-se o que foi pedido',
    },
    asked: {
      notice: 'Perguntou-se se um aviso de {sender} sobre uma pessoa pode valer perante {recipient}.',
      match: 'Perguntou-se se {sender} pode perguntar a {recipient}, em outra jurisdição, se conhece uma pessoa.',
      reidentification:
        '{recipient} perguntou quem está por trás de um pseudônimo ou de um nome de código; outra pessoa custodiante o confirmou.',
      evidence: 'Perguntou-se se {recipient} pode ler o que diz um pedido de provas, de {sender}.',
      record: 'Pediu-se o registro da própria pessoa, por meio de {recipient}.',
    },
    permitted: 'Todas as regras para isto foram consultadas, na sua ordem, e nenhuma nega.',
    refused: 'As regras para isto foram consultadas na sua ordem. Esta negou: {because}',
    rule: {
      notice: {
        no_lawful_basis: {
          because: 'Não consta nenhum consentimento da pessoa para um aviso assim.',
          next: 'Pergunte à pessoa em particular, e registre um consentimento para este aviso e esta instituição.',
        },
      },
      match: {
        no_lawful_basis: {
          because:
            'Nada do que registrou a instituição que tem a pessoa permite perguntar a outra jurisdição por este motivo.',
          next: 'Faça com que essa instituição pergunte à pessoa, ou registre a ordem ou o perigo, para esta finalidade e esta instituição.',
        },
        no_instrument: {
          because: 'Nenhum acordo permite que os dois nós façam um ao outro este tipo de pergunta.',
          next: 'Espere que as jurisdições declarem um acordo; em perigo de vida, encaminhe a pessoa ou telefone.',
        },
      },
      reidentification: {
        onward_not_permitted: {
          because:
            'A pessoa veio de outra jurisdição, e o que esta concedeu não permite dizer à sua instituição quem ela é, ou já não permite, ou há algum tempo nada se soube disso.',
          next: 'Pergunte à instituição à qual foi enviada ou, por meio dela, à jurisdição que a enviou. Se a vida dela corre perigo, essa instituição tem acesso de emergência.',
        },
        no_lawful_basis: {
          because:
            'Não consta nada para a sua instituição em que se pudesse apoiar: nem um motivo nem um número dão direito.',
          next: 'Faça registrar a ordem, o perigo ou a obrigação, nomeando a sua instituição, pela instituição que tem a pessoa ou por quem cuida de casos na sua, com o número deste pedido; outra pessoa o confirma. Em perigo de vida, há o acesso de emergência.',
        },
        nothing_to_disclose: {
          because: 'O que está registrado não chega a quem é a pessoa.',
          next: 'Veja o que a ordem ou o artigo obriga a dar, e faça constar a identidade se a incluir.',
        },
      },
      evidence: {
        purpose_outside_mandate: {
          because:
            'Um pedido de provas é lido por quem dirige o caso e pelas duas autoridades centrais, só para o processo penal.',
          next: 'Pergunte à sua autoridade central.',
        },
        no_instrument: {
          because: 'Não há tratado nem nota de reciprocidade em matéria penal em vigor entre os dois Estados.',
          next: 'Espere que as autoridades centrais declarem um.',
        },
      },
      record: {
        no_lawful_basis: {
          because: 'Esta instituição não tem nada registrado sobre a pessoa, e ela não aceitou nada que a nomeie.',
          next: 'Se a sua instituição registrou a pessoa, registre o que ela aceita. Se outra instituição a encaminhou à sua, a pessoa lê o seu registro lá, ou com a folha com código que essa instituição lhe der.',
        },
        consent_withdrawn: {
          because: 'O que a pessoa aceitou foi retirado.',
          next: 'Dê à pessoa uma folha com código: com ela lê tudo o que está registrado, também depois de uma retirada, assim que outra pessoa, de outra instituição, a tenha confirmado.',
        },
        consent_expired: {
          because: 'O que esta instituição tinha registrado sobre a pessoa terminou.',
          next: 'Dê à pessoa uma folha com código: com ela lê tudo o que está registrado, assim que outra pessoa a tenha confirmado.',
        },
        confirmation_overdue: {
          because:
            'Nenhuma segunda pessoa confirmou esta folha com código desde que foi feita, por isso ninguém lê com ela.',
          next: 'Faça com que uma segunda pessoa fale a sós com a pessoa e confirme a folha dentro de um dia; depois disso, faça uma nova.',
        },
        guardian_conflict: {
          because: 'Quem figura como responsável pode ser parte do dano, ou não consta ninguém.',
          next: 'Mostre o registro só à criança, em particular.',
        },
      },
    },
  },
} as const satisfies Readonly<Record<'es' | 'en' | 'fr' | 'pt', ApartTexts>>
