import { CODED } from '@amparo/contracts/words'
import { apart } from './apart.ts'
import type { Texts } from './texts.ts'

export const es: Texts = {
  title: {
    permit: 'Permitido: estos datos pueden llegar a esta institución',
    denial: 'Denegado: estos datos no pueden llegar a esta institución',
  },
  heading: {
    asked: 'Quién preguntó',
    purpose: 'Para qué',
    decided: 'Cómo se decidió',
    basis: 'En qué se apoya',
    bases: 'Qué se examinó',
    released: 'Qué se puede ver',
    withheld: 'Qué no se muestra',
    next: 'Qué se puede hacer ahora',
  },
  asked: {
    submit: '{sender} preguntó si puede derivar a una persona a {recipient}.',
    hand_over: '{sender} preguntó si puede entregar a {recipient} un archivo sobre una persona.',
    package: '{sender} va a enviar un paquete sobre una persona a {recipient}, en otra jurisdicción.',
    view: '{recipient} pidió ver lo que {sender} envió sobre una persona.',
    link: '{recipient}, que no es miembro, va a ver por un enlace de un solo uso lo que {sender} envió sobre una persona.',
    import:
      '{sender} envió un paquete sobre una persona a {recipient}, y este nodo consultó sus propias reglas para saber si puede usarse aquí.',
    report: '{recipient} pidió leer lo que {sender} averiguó sobre una persona e informa de vuelta.',
  },
  forPurpose: {
    stated: '{purpose}.',
    none: 'La finalidad quedó abierta y no se encontró ninguna que corresponda.',
    suits:
      'Con este protocolo, quien recibe puede recibirlo para: {purposes}. Pregunte a la persona por las que quiera, y por ninguna más.',
  },
  permitted: 'Se consultaron todas las reglas de la tabla publicada, en su orden, y ninguna lo deniega.',
  refused: 'Se consultaron las reglas de la tabla publicada en su orden. Esta lo denegó: {because}',
  rule: {
    recipient_unknown: {
      because: 'La institución destinataria no se conoce o está suspendida.',
      next: 'Elija otra institución del directorio.',
    },
    sender_unknown: {
      because: 'La institución que envía no se conoce o está suspendida.',
      next: 'Pregunte a quien administra el directorio del nodo.',
    },
    recipient_accreditation_lapsed: {
      because:
        'La institución destinataria se acreditó por última vez hace más de un año. Dos instituciones aprueban a cada una todos los años.',
      next: 'Elija otra institución, o haga que esta se acredite de nuevo. Lo que ya tiene se queda con ella.',
    },
    sender_accreditation_lapsed: {
      because:
        'La institución que envía se acreditó por última vez hace más de un año. Dos instituciones aprueban a cada una todos los años.',
      next: 'Haga que se acredite de nuevo y que la jurisdicción lo declare. A quienes ya atiende los sigue ayudando; a quien deba ir ahora a otro lugar lo deriva otra institución; por peligro para la vida, o para proteger a una niña o un niño, aún puede derivar.',
    },
    recipient_excluded: {
      because: 'La persona ha excluido a esta institución.',
      next: 'Elija otra institución o hable con la persona en privado.',
    },
    migration_enforcement_firewall: {
      because: 'Los datos de quien busca ayuda nunca llegan al control migratorio.',
      next: 'Derive a la protección migratoria, o pida a la autoridad de identificación un aviso de no expulsión. El propio control migratorio llama por teléfono a una de las dos, y esta deriva: quien envía una derivación sabe qué ayuda se da.',
    },
    minor_without_guardian_or_safeguarding: {
      because:
        'Una niña, niño o adolescente sin representante legal independiente no se puede derivar por consentimiento.',
      next: 'Use el protocolo de protección de la infancia; se avisa a la autoridad de protección en una hora.',
    },
    guardian_conflict: {
      because: 'El representante legal indicado puede ser parte del daño.',
      next: 'Use el protocolo de protección de la infancia y no contacte al representante legal.',
    },
    not_a_child: {
      because: 'Se apoya en la protección de la infancia, y la persona es adulta.',
      next: 'Pregunte a la persona a solas y registre su consentimiento, u otra base que corresponda. Si la edad es dudosa, corrija primero el registro.',
    },
    guardian_of_child_only: {
      because: 'La persona es adulta, y el derecho de este representante terminó con la minoría de edad.',
      next: 'Pregunte a la persona. Quien habla por un adulto muestra una decisión judicial o una medida de protección.',
    },
    state_of_nationality: {
      because:
        'Nada llega al Estado de nacionalidad antes de preguntar en privado por el temor a regresar, y de que lo niegue.',
      next: 'Pregunte en privado si la persona teme regresar; nunca envíe antes. Si no se conoce su nacionalidad, cualquier otro país puede ser el suyo. Si busca protección o teme regresar, nada va allí: elija una institución en otro lugar. Si vino de otro país, pregunte a la institución que la envió.',
    },
    onward_not_permitted: {
      because: 'Lo que vino de otra institución no se puede pasar a terceros.',
      next: 'Pida a la institución que lo envió su permiso registrado.',
    },
    no_lawful_basis: {
      because: 'Ninguna base legal lo permite.',
      next: 'Registre un consentimiento que nombre a esta institución y finalidad, u otra base legal.',
    },
    consent_withdrawn: {
      because: 'El consentimiento fue retirado.',
      next: 'Detenga lo que se apoya en él y hable con la persona en privado.',
    },
    consent_expired: {
      because: 'El consentimiento ha vencido.',
      next: 'Pregunte de nuevo a la persona y registre otro consentimiento.',
    },
    jurisdiction_outside_consent: {
      because: 'El consentimiento no nombra a nadie en esa jurisdicción.',
      next: 'Pregunte a la persona si puede ir a otro país y registre otro consentimiento.',
    },
    recipient_outside_consent: {
      because: 'El consentimiento no nombra a esta institución.',
      next: 'Pregunte a la persona si esta institución puede saberlo y registre otro consentimiento.',
    },
    purpose_outside_consent: {
      because: 'El consentimiento no abarca esta finalidad.',
      next: 'Pregunte a la persona por esta finalidad y registre otro consentimiento.',
    },
    action_outside_consent: {
      because: 'La persona no aceptó que se comunique de esta manera.',
      next: 'Pregunte a la persona por los enlaces y por los informes de vuelta, y registre otro consentimiento.',
    },
    purpose_outside_mandate: {
      because: 'Esta finalidad está fuera del mandato de la institución destinataria.',
      next: 'Elija una institución cuyo mandato abarque la finalidad.',
    },
    basis_not_for_recipient: {
      because: 'Este tipo de institución no puede recibir con esta base.',
      next: 'Pida el consentimiento de la persona o elija otra institución.',
    },
    signature_missing: {
      because: 'El consentimiento no se dio en una forma válida.',
      next: 'Tome una firma, huella o marca en un pictograma, o registre el consentimiento oral ante testigo.',
    },
    signed_sheet_overdue: {
      because: 'La hoja firmada no llegó en 72 horas.',
      next: 'Pregunte de nuevo a la persona y registre un consentimiento nuevo con su hoja.',
    },
    signed_sheet_missing: {
      because: 'Falta la hoja firmada o con la huella.',
      next: 'Suba la hoja y añádala al consentimiento; en una emergencia puede seguir en 72 horas.',
    },
    confirmation_overdue: {
      because: 'Ninguna segunda persona confirmó en 24 horas.',
      next: 'Pida que se revise el caso; una base nueva necesita una confirmación a tiempo.',
    },
    refusal_not_reviewed: {
      because: 'La persona negó su consentimiento, y nadie independiente ha revisado la base que lo sustituiría.',
      next: 'Pida a alguien de otra institución que pueda confirmar que revise el caso; antes no sale nada.',
    },
    second_person_first: {
      because:
        'Nadie confirmó lo que un solo funcionario de la institución afirmó antes para esta persona, o un peligro vigente va a otra institución, y ninguna segunda persona ha confirmado este.',
      next: 'Pida a una segunda persona que lo confirme ahora; antes no sale nada. Si el anterior caducó, haga que se revise.',
    },
    no_instrument: {
      because: 'Ningún acuerdo permite que estos datos crucen a esa jurisdicción.',
      next: 'Si alguien está en peligro, registre un interés vital y pida a los puntos focales de ambos nodos que autoricen este caso. Todo lo demás espera a que las jurisdicciones declaren un acuerdo o una nota de reciprocidad.',
    },
    protocol_not_for_agency: {
      because: 'Este protocolo no está abierto a estas instituciones.',
      next: 'Elija el protocolo que corresponda a quien envía y a quien recibe.',
    },
    nothing_to_disclose: {
      because: 'Nada de lo acordado puede llegar a esta institución para esta finalidad.',
      next: 'Pregunte a la persona por los datos que esta institución necesita, o elija otra.',
    },
  },
  unsaid: {
    because: 'Se consultaron las reglas en su orden, y una lo denegó. Cuál fue no se dice a quien preguntó.',
    next: 'Pregunte a la institución que derivó a la persona a la suya. Si nadie la derivó, o los datos iban a esa institución, pregunte a la auditoría del nodo.',
  },
  basis: {
    restsOn: '{basis}.',
    record: 'Registro {id}, versión {version}.',
    instrument: 'Acuerdo entre las jurisdicciones: {id}.',
  },
  bases: {
    none: 'No hay nada registrado que pueda sostenerlo.',
    carried: '{basis} ({id}, versión {version}): habría podido sostenerlo.',
    struck: '{basis} ({id}, versión {version}): no puede sostenerlo. {because}',
  },
  codeNameOnly: 'Un nombre en clave en lugar del nombre.',
  nothing: 'Nada.',
  withheld: {
    line: '{category} – {reason}.',
    silently: '{category} – {reason}. A quien lee no se le indica que falta.',
    incomplete: 'Lo que se muestra puede estar incompleto.',
  },
  reason: {
    outside_consent: 'no forma parte de lo acordado',
    outside_mandate: 'fuera del mandato de la institución que recibe',
    outside_purpose: 'no hace falta para esta finalidad',
    outside_basis: 'no lo cubre este tipo de base legal',
    outside_instrument: 'no lo cubre el acuerdo entre las jurisdicciones',
    status_stale: 'hace demasiado que el otro país no confirma que su consentimiento sigue vigente',
  },
  apart: apart.es,
  nextPermitted:
    'No hace falta nada más. Se vuelve a preguntar cada vez antes de mostrar algo, y termina cuando termina aquello en que se apoya.',
  review:
    'Nadie puede desactivar una regla. Si la decisión parece equivocada, corrija lo registrado o pida a su supervisión que se revise.',
  named: {
    agency: '{kind} «{name}»',
    unknown: 'Una institución que no está en el directorio',
  },
  coded: CODED.es,
}
