import type { Problems } from './problems.ts'

export const es: Problems = {
  recipient_unknown: {
    title: 'La institución destinataria no se conoce o está suspendida',
    next: 'Elija otra institución del directorio.',
  },
  sender_unknown: {
    title: 'Su institución no se conoce o está suspendida',
    next: 'Pregunte a quien administra el directorio de su nodo.',
  },
  recipient_accreditation_lapsed: {
    title: 'La acreditación de la institución destinataria ha caducado',
    next: 'Elija otra institución, o haga que esta se acredite de nuevo: dos instituciones la aprueban cada año y la jurisdicción lo declara. Lo que ya tiene se queda con ella.',
  },
  sender_accreditation_lapsed: {
    title: 'La acreditación de su institución ha caducado',
    next: 'Haga que se acredite de nuevo: dos instituciones la aprueban cada año y la jurisdicción lo declara. A quienes ya atiende los sigue ayudando; a quien deba ir ahora a otro lugar lo deriva otra institución; por peligro para la vida, o para proteger a una niña o un niño, aún puede derivar.',
  },
  recipient_excluded: {
    title: 'La persona ha excluido a esta institución',
    next: 'Elija otra institución o hable con la persona en privado.',
  },
  migration_enforcement_firewall: {
    title: 'Los datos de quien busca ayuda nunca llegan al control migratorio',
    next: 'Derive a la protección migratoria, o pida a la autoridad de identificación un aviso de no expulsión. El propio control migratorio llama por teléfono a una de las dos, y esta deriva: quien envía una derivación sabe qué ayuda se da.',
  },
  minor_without_guardian_or_safeguarding: {
    title: 'Una niña, niño o adolescente sin representante legal independiente no se puede derivar por consentimiento',
    next: 'Use el protocolo de protección de la infancia; se avisa a la autoridad de protección en una hora.',
  },
  guardian_conflict: {
    title: 'El representante legal indicado puede ser parte del daño',
    next: 'Use el protocolo de protección de la infancia y no contacte al representante legal.',
  },
  not_a_child: {
    title: 'La protección de la infancia es para menores, y la persona es adulta',
    next: 'Pregunte a la persona a solas y registre su consentimiento, u otra base que corresponda. Si la edad es dudosa, corrija primero el registro.',
  },
  guardian_of_child_only: {
    title: 'La persona es adulta, y el derecho de este representante terminó con la minoría de edad',
    next: 'Pregunte a la persona. Quien habla por un adulto muestra una decisión judicial o una medida de protección.',
  },
  state_of_nationality: {
    title:
      'Nada llega al Estado de nacionalidad antes de preguntar en privado por el temor a regresar, y de que lo niegue',
    next: 'Pregunte en privado si la persona teme regresar; nunca envíe antes. Si no se conoce su nacionalidad, cualquier otro país puede ser el suyo. Si busca protección o teme regresar, nada va allí: elija una institución en otro lugar. Si vino de otro país, pregunte a la institución que la envió.',
  },
  onward_not_permitted: {
    title: 'Lo que vino de otra institución no se puede pasar a terceros',
    next: 'Pida a la institución que lo envió su permiso registrado.',
  },
  no_lawful_basis: {
    title: 'Ninguna base legal lo permite',
    next: 'Registre un consentimiento que nombre a esta institución y finalidad, u otra base legal.',
  },
  consent_withdrawn: {
    title: 'El consentimiento fue retirado',
    next: 'Detenga lo que se apoya en él y hable con la persona en privado.',
  },
  consent_expired: {
    title: 'El consentimiento ha vencido',
    next: 'Pregunte de nuevo a la persona y registre otro consentimiento.',
  },
  jurisdiction_outside_consent: {
    title: 'El consentimiento no nombra a nadie en esa jurisdicción',
    next: 'Pregunte a la persona si puede ir a otro país y registre otro consentimiento.',
  },
  recipient_outside_consent: {
    title: 'El consentimiento no nombra a esta institución',
    next: 'Pregunte a la persona si esta institución puede saberlo y registre otro consentimiento.',
  },
  purpose_outside_consent: {
    title: 'El consentimiento no abarca esta finalidad',
    next: 'Pregunte a la persona por esta finalidad y registre otro consentimiento.',
  },
  action_outside_consent: {
    title: 'La persona no aceptó que se comunique de esta manera',
    next: 'Pregunte a la persona por los enlaces y por los informes de vuelta, y registre otro consentimiento.',
  },
  purpose_outside_mandate: {
    title: 'Esta finalidad está fuera del mandato de la institución destinataria',
    next: 'Elija una institución cuyo mandato abarque la finalidad.',
  },
  basis_not_for_recipient: {
    title: 'Este tipo de institución no puede recibir con esta base',
    next: 'Pida el consentimiento de la persona o elija otra institución.',
  },
  language_not_understood: {
    title: 'El consentimiento se explicó en un idioma que la persona no habla',
    next: 'Explíquelo de nuevo en un idioma de la persona o con intérprete.',
  },
  comprehension_not_checked: {
    title: 'No se comprobó que la persona entendiera',
    next: 'Pida a la persona que diga con sus palabras qué va a pasar y regístrelo.',
  },
  signature_missing: {
    title: 'El consentimiento no se dio en una forma válida',
    next: 'Tome una firma, huella o marca en un pictograma, o registre el consentimiento oral ante testigo.',
  },
  signed_sheet_overdue: {
    title: 'La hoja firmada no llegó en 72 horas',
    next: 'Pregunte de nuevo a la persona y registre un consentimiento nuevo con su hoja; puede reemplazar a este.',
  },
  signed_sheet_missing: {
    title: 'Falta la hoja firmada o con la huella',
    next: 'Suba la hoja; en una emergencia puede seguir en 72 horas, y hasta entonces el consentimiento sirve solo para emergencias.',
  },
  signed_sheet_unknown: {
    title: 'Esa hoja de esta persona no está guardada',
    next: 'Suba primero la hoja firmada de esta persona e inténtelo de nuevo.',
  },
  signed_sheet_not_awaited: {
    title: 'Este consentimiento no espera ninguna hoja: ya está o no hace falta',
    next: 'No hay nada más que hacer.',
  },
  sheet_unfit: {
    title: 'Esto no es una foto ni un PDF que se pueda guardar',
    next: 'Suba la hoja como JPEG, PNG o PDF que se abra; esta no se guardó.',
  },
  sheet_too_large: {
    title: 'La hoja ocupa demasiado',
    next: 'Suba 700 kB como máximo: una foto con menos resolución o un escaneo en grises. Esta no se guardó.',
  },
  sheet_of_another: {
    title: 'Este archivo es la hoja firmada de otra persona',
    next: 'Cada persona firma su propia hoja: suba la que firmó esta persona. Si es ella, registrada antes en otra página, fotografíe la hoja de nuevo. La hoja no se guardó.',
  },
  justification_missing: {
    title: 'Una base distinta del consentimiento necesita su justificación',
    next: 'Indique el motivo, la autoridad y el alcance.',
  },
  confirmation_overdue: {
    title: 'Ninguna segunda persona confirmó en 24 horas',
    next: 'Pida que se revise el caso; una base nueva necesita una confirmación a tiempo.',
  },
  no_instrument: {
    title: 'Ningún acuerdo permite que estos datos crucen a esa jurisdicción',
    next: 'Si alguien está en peligro, registre un interés vital y pida a los puntos focales de ambos nodos que autoricen este caso. Todo lo demás espera a que las jurisdicciones declaren un acuerdo o una nota de reciprocidad.',
  },
  protocol_not_for_agency: {
    title: 'Este protocolo no está abierto a estas instituciones',
    next: 'Elija el protocolo que corresponda a quien envía y a quien recibe.',
  },
  nothing_to_disclose: {
    title: 'Nada de lo acordado puede llegar a esta institución para esta finalidad',
    next: 'Pregunte a la persona por los datos que esta institución necesita, o elija otra.',
  },
  disclosure_refused: {
    title: 'Esto no se puede comunicar, y aquí no se dice por qué',
    next: 'Pregunte a la institución que derivó a la persona a la suya. Si nadie la derivó, o los datos iban a esa institución, pregunte a la auditoría del nodo.',
  },
  unauthenticated: { title: 'No ha iniciado sesión', next: 'Inicie sesión e inténtelo de nuevo.' },
  not_found: {
    title: 'Aquí no hay nada para usted',
    next: 'Revise la dirección o pregunte a la institución que se la envió.',
  },
  step_up_required: {
    title: 'Esto exige haber iniciado sesión hace poco',
    next: 'Inicie sesión de nuevo con su segundo factor y repita.',
  },
  request_invalid: { title: 'El formulario no está completo', next: 'Corrija los datos señalados y envíe de nuevo.' },
  unknown_code: { title: 'Un código no está en su lista', next: 'Elija uno de la lista.' },
  url_malformed: {
    title: 'La dirección no se puede leer',
    next: 'Corrija la dirección.',
  },
  body_unreadable: {
    title: 'Lo enviado no se puede leer',
    next: 'Envíe un solo documento JSON en UTF-8.',
  },
  media_type_unsupported: {
    title: 'Lo enviado es de un tipo que no se conoce',
    next: 'Envíe application/json.',
  },
  idempotency_key_required: {
    title: 'La petición no lleva una Idempotency-Key utilizable',
    next: 'Envíe una clave nueva de 1 a 200 caracteres ASCII visibles, y la misma cuando repita la petición.',
  },
  message_too_large: {
    title: 'El mensaje es demasiado grande para transmitirlo',
    next: 'Envíe menos de una vez.',
  },
  upload_offset_differs: {
    title: 'El envío no continúa desde ahí',
    next: 'Pregunte cuánto ha llegado, y continúe desde ahí.',
  },
  body_too_large: { title: 'Es demasiado para enviarlo de una vez', next: 'Acorte el relato y envíe de nuevo.' },
  idempotency_key_reused: {
    title: 'La petición cambió mientras se enviaba',
    next: 'Envíe de nuevo; nada se duplica.',
  },
  rate_limited: { title: 'Demasiadas peticiones', next: 'Espere un momento e inténtelo de nuevo.' },
  request_timed_out: {
    title: 'La petición no llegó entera a tiempo',
    next: 'Envíe de nuevo, o menos de una vez; nada se duplica.',
  },
  service_unavailable: {
    title: 'Otra parte del nodo no responde en este momento',
    next: 'Inténtelo de nuevo en un momento.',
  },
  upstream_unavailable: {
    title: 'Esta parte del nodo no responde en este momento',
    next: 'Inténtelo de nuevo en un momento; no se pierde nada de lo que escribió.',
  },
  database_unavailable: {
    title: 'No se puede llegar a los datos en este momento',
    next: 'Inténtelo de nuevo en un momento.',
  },
  sign_in_unavailable: {
    title: 'No se puede comprobar la sesión en este momento',
    next: 'Inténtelo de nuevo en un momento.',
  },
  alert_not_there_yet: {
    title: 'Otra persona ha seguido con este aviso, o antes viene otro paso',
    next: 'Vuelva a leer el aviso y decida después.',
  },
  alert_has_nobody_to_ask: {
    title: 'Este aviso no trata de nadie de una institución de este nodo',
    next: 'Investíguelo por su cuenta, o escriba a quien audita el otro nodo.',
  },
  alert_about_oneself: {
    title: 'Nadie cierra un aviso sobre sí mismo',
    next: 'Déjelo abierto: lo cierra otra persona que audita, quien pregunta a su supervisión.',
  },
  register_kind_unknown: {
    title: 'Este libro no tiene esa clase ni ese paso',
    next: 'Elija uno de los que nombra el nodo.',
  },
  register_known_ahead: {
    title: 'A esa hora nadie lo sabe todavía',
    next: 'Indique desde cuándo se sabe.',
  },
  register_closed: {
    title: 'Esta línea está cerrada',
    next: 'Abra otra.',
  },
  register_clock_runs: {
    title: 'Todavía queda algo por hacer',
    next: 'Dé antes los pasos que detienen sus plazos, o los que dicen por qué no hacen falta.',
  },
  register_moved_on: {
    title: 'Otra persona ha seguido con esta línea',
    next: 'Vuelva a leerla y decida después.',
  },
  certification_post_unknown: {
    title: 'Esa cuenta no está entre las que se certifican',
    next: 'Vuelva a leer la certificación: nombra las cuentas que había al empezar el trimestre.',
  },
  certification_posts_first: {
    title: 'Cada cuenta de esta institución se certifica por separado',
    next: 'Espere a su supervisión, o diga usted de las cuentas que quedan si hacen falta.',
  },
  certification_of_oneself: {
    title: 'Nadie certifica su propia cuenta',
    next: 'Pida a otra supervisión de la institución, o a quien audita, que diga si hace falta.',
  },
  certification_post_decided: {
    title: 'Otra persona ya lo dijo de esa cuenta',
    next: 'Vuelva a leerla; lo dicho queda.',
  },
  sample_too_early: {
    title: 'Ese mes no ha terminado',
    next: 'Sortee cuando termine: antes se podría elegir.',
  },
  sample_reviewed: {
    title: 'Este acceso ya se revisó',
    next: 'Vuelva a leer la muestra; lo hallado queda.',
  },
  sample_of_oneself: {
    title: 'Nadie revisa su propio acceso',
    next: 'Deje este para otra persona que audita, y siga con los demás.',
  },
  log_unwitnessed: {
    title:
      'Desde hace demasiado tiempo nadie de fuera ha visto el registro de accesos, y solo se abre en una emergencia',
    next: 'Avise a quien administra su nodo. Si alguien está en peligro, ábralo como emergencia.',
  },
  log_emergencies_reached: {
    title: 'Nadie de fuera ve el registro, y usted ya abrió en emergencias a tantas personas como se puede en un día',
    next: 'Pida a una compañera o a su supervisión que la abra, y avise a quien administra su nodo.',
  },
  log_differs: {
    title:
      'Lo que se busca no es lo que dice el registro, y se volvió a cambiar cada vez que se hizo de nuevo desde él',
    next: 'No crea lo que acaba de ver. Pregunte a quien opera el nodo quién tiene acceso a la base de datos del registro, e inténtelo en un minuto.',
  },
  log_unavailable: {
    title: 'No se puede escribir en el registro de accesos en este momento, y sin él no se abre nada',
    next: 'Inténtelo de nuevo en un momento.',
  },
  search_too_wide: {
    title: 'Con esto no se puede buscar a nadie en particular',
    next: 'Indique un nombre que no sea muy común, o un documento o un teléfono; la fecha de nacimiento ayuda, pero no basta sola.',
  },
  search_quota_reached: {
    title: 'Hoy ya buscó a tantas personas como una sola puede',
    next: 'Pida que siga otra persona de custodia de su nodo, o continúe mañana.',
  },
  code_name_ambiguous: {
    title: 'Dos personas tienen ese nombre en clave',
    next: 'Pregunte de nuevo e indique en qué derivación se leyó.',
  },
  second_custodian_required: {
    title: 'Nadie confirma su propia solicitud',
    next: 'Pida a otra persona de custodia de su nodo que la confirme.',
  },
  request_not_waiting: {
    title: 'Esta solicitud ya no espera a nadie',
    next: 'Actualice la lista; una solicitud se confirma una vez, en 24 horas, y puede hacerse de nuevo.',
  },
  records_linked_already: {
    title: 'Estos dos registros ya están unidos',
    next: 'Actualice la lista de uniones; no hay nada más que hacer.',
  },
  records_not_linked: {
    title: 'Estos dos registros ya no están unidos',
    next: 'Actualice la lista de uniones; no hay nada más que hacer.',
  },
  same_record: {
    title: 'Los dos seudónimos son de un mismo registro',
    next: 'Indique dos registros: los dos de un par de la lista de duplicados, o dos de una búsqueda.',
  },
  not_confirmed_yet: {
    title: 'Nadie más ha confirmado todavía esta solicitud',
    next: 'Pídalo a otra persona de custodia; debe confirmarse en 24 horas.',
  },
  glass_elsewhere: {
    title: 'Su institución no responde ahora por esta persona según esta derivación, y nadie de ella la abre a solas',
    next: 'Llame al teléfono de guardia de la otra institución de la derivación: tiene a la persona o sabe quién la tiene. Si alguien corre peligro, llame antes a los servicios de emergencia.',
  },
  glass_not_yours: {
    title: 'Usted no tiene asignada esta derivación ni está de guardia en su institución',
    next: 'Llame a quien está de guardia en su institución, o asígnese la derivación, de lo que se entera su supervisión, y abra entonces.',
  },
  glass_limit_reached: {
    title: 'Esta semana ya abrió tantas identidades de emergencia como una sola persona puede',
    next: 'Pídalo a una o un colega que no lo haya hecho, o a su supervisión; por la vía ordinaria hace falta tener la derivación asignada.',
  },
  match_nothing_to_ask: {
    title: 'Se sabe demasiado poco de la persona para preguntar a otro nodo',
    next: 'Registre un documento, o un nombre o teléfono con el año de nacimiento, y pregunte de nuevo.',
  },
  match_quota_reached: {
    title: 'Un nodo no puede preguntar a otro más que esto en una hora o un día',
    next: 'Pregunte más tarde; si alguien está en peligro, derive a la persona o llame al otro nodo.',
  },
  match_keys_differ: {
    title: 'Los dos nodos no preguntan por la misma lista de claves',
    next: 'Avise a la administración de ambos nodos: deben usar el mismo archivo.',
  },
  match_epoch_other: {
    title: 'La pregunta llegó cuando su día había terminado',
    next: 'Pregunte de nuevo.',
  },
  match_not_permitted: {
    title: 'El otro nodo no responde a esta pregunta',
    next: 'Pregunte a su autoridad central, o derive a la persona con una base que lo cubra.',
  },
  match_set_too_large: {
    title: 'El otro nodo guarda más personas de las que se pueden consultar así',
    next: 'Derive a la persona, o pregunte a su autoridad central.',
  },
  match_answer_differs: {
    title: 'La respuesta no se hizo con la clave y el conjunto de su día',
    next: 'No se fíe de ella; avise a la administración de su nodo.',
  },
  evaluation_refused: {
    title: 'La respuesta a una pregunta privada no prueba con qué clave se hizo',
    next: 'No se fíe de ella; avise a la administración de su nodo y pregunte de nuevo.',
  },
  key_missing: {
    title: 'Al nodo le falta una clave necesaria',
    next: 'Avise a la administración de su nodo; no se guardó ni envió nada.',
  },
  contents_for_agency_alone: {
    title: 'Su institución guarda ella misma sus claves: el nodo no puede abrir lo que tiene de esta persona',
    next: 'Descargue lo que se selló a su institución y ábralo allí con su clave.',
  },
  contents_not_sealed: {
    title: 'El paquete no está sellado a la clave que su institución guarda, o no como hace falta',
    next: 'Pida al nodo remitente que revise su directorio y lo envíe de nuevo.',
  },
  contents_unsound: {
    title: 'Lo sellado a la institución no es lo que firmó quien lo envía, o está cifrado a otra clave',
    next: 'Pida al nodo remitente que lo envíe de nuevo.',
  },
  contents_not_permitted: {
    title: 'Usted no puede leer ahora todo lo que está sellado a su institución, y no se puede entregar en parte',
    next: 'Pida a quien lo envió un complemento, que ocupa su lugar.',
  },
  contents_differ: {
    title: 'Lo que se entrega ya no es lo mismo con que empezó la descarga',
    next: 'Vuelva a empezar la descarga.',
  },
  contents_key_revoked: {
    title: 'Está sellado a una clave revocada de su institución, y no se entrega a nadie',
    next: 'Pida a quien lo envió que complete el expediente: así se envía de nuevo, sellado a la clave de hoy.',
  },
  certificate_missing: {
    title: 'No hay un certificado fiable de la institución destinataria',
    next: 'Pida al nodo destinatario que certifique de nuevo su certificado.',
  },
  seal_certificate_missing: {
    title: 'El nodo no tiene certificado para sellar formularios',
    next: 'Avise a la administración de su nodo.',
  },
  internal: {
    title: 'Algo ha fallado en el nodo',
    next: 'Inténtelo de nuevo; si se repite, avise a la administración de su nodo.',
  },
  hub_unreachable: {
    title: 'El nodo no respondió',
    next: 'Inténtelo de nuevo; lo enviado se guarda una sola vez.',
  },
  unexpected_answer: {
    title: 'El nodo dio una respuesta que no se entiende',
    next: 'Inténtelo de nuevo; si se repite, avise a la administración de su nodo.',
  },
  certificate_not_trusted: {
    title: 'El certificado ofrecido para sellar no está certificado por la jurisdicción',
    next: 'No envíe nada y avise a la administración de su nodo.',
  },
  view_unreadable: {
    title: 'La respuesta no corresponde a esta petición',
    next: 'Inicie sesión de nuevo e inténtelo otra vez.',
  },
  audit_proof_invalid: {
    title: 'El registro no pudo probar que contiene esta entrada',
    next: 'Conserve lo que tiene y avise a una auditoría ajena a su nodo.',
  },
  seal_invalid: { title: 'No se puede abrir el formulario sellado', next: 'Envíe de nuevo; se sella otra vez.' },
  seal_context_mismatch: {
    title: 'El formulario se selló para otro uso',
    next: 'Inicie sesión de nuevo y envíe otra vez.',
  },
  seal_replayed: { title: 'Este formulario sellado ya se usó', next: 'Envíe de nuevo; se sella otra vez.' },
  seal_stale: {
    title: 'El formulario sellado tiene más de cinco minutos',
    next: 'Revise el reloj de su equipo y envíe de nuevo.',
  },
  view_request_replayed: { title: 'Esta petición de apertura ya se usó', next: 'Pida la apertura de nuevo.' },
  guardian_not_named: {
    title: 'No consta ningún representante legal de esta persona',
    next: 'Registre primero al representante legal, o tome el consentimiento de la persona.',
  },
  form_text_unknown: {
    title: 'El texto que se leyó a la persona no es un formulario de consentimiento en uso',
    next: 'Lea a la persona un texto de la versión en uso; la página lo muestra.',
  },
  interpreter_not_independent: {
    title: 'Quien interpretó puede no ser libre, o no se dijo quién es',
    next: 'Explíquelo de nuevo con un intérprete que no sea sospechoso, empleador, familiar, otra víctima o menor.',
  },
  capacity_lacking: {
    title: 'La persona no podía decidir en ese momento',
    next: 'Dé ayuda urgente por interés vital y pregunte de nuevo cuando pueda decidir, o con apoyo.',
  },
  contact_not_agreed: {
    title: 'La persona no quiere contacto, y entre lo acordado hay datos de contacto',
    next: 'Quite los datos de contacto, o pregunte a la persona qué vía es segura.',
  },
  witness_not_independent: {
    title: 'El consentimiento oral necesita un testigo que no sea de la policía ni de quien recibe',
    next: 'Nombre un testigo independiente, o tome una firma, huella o pictograma.',
  },
  guardian_authority_missing: {
    title: 'No consta con qué derecho consiente el representante legal',
    next: 'Indique el derecho y el documento que lo acredita, o use el protocolo de protección de la infancia.',
  },
  guardian_conflict_unchecked: {
    title: 'Nadie comprobó si el representante legal tiene un interés propio',
    next: 'Hable con la persona a solas, mire los registros y diga qué halló; puede ser parte del daño.',
  },
  refusal_not_reviewed: {
    title: 'La persona negó su consentimiento y nadie independiente lo ha revisado',
    next: 'Pida a alguien de otra institución que pueda confirmar que revise el caso; antes no sale nada.',
  },
  second_person_first: {
    title:
      'Nadie confirmó lo que un solo funcionario de la institución afirmó antes para esta persona, o un peligro vigente va a otra institución, y ninguna segunda persona ha confirmado este',
    next: 'Pida a una segunda persona que lo confirme ahora; antes no sale nada. Si el anterior caducó, haga que se revise.',
  },
  independent_person_required: {
    title: 'La persona negó su consentimiento: debe revisarlo alguien de otra institución',
    next: 'Pida al turno de guardia del nodo, a la protección de la infancia o a la defensoría que mire el caso.',
  },
  not_narrower: {
    title: 'Esto ampliaría el consentimiento',
    next: 'Explíquelo de nuevo y tome un consentimiento nuevo que sustituya a este.',
  },
  compelled_data_missing: {
    title: 'No se dice a qué datos obliga el tribunal o la ley',
    next: 'Lea la orden o el artículo e indique las categorías que nombra. Si no nombra ninguna, pregunte a quien lo dictó: el silencio nunca significa todo.',
  },
  order_limit_missing: {
    title: 'No se dice hasta cuándo rige la orden judicial',
    next: 'Indique el último día de la orden. Si no nombra ninguno, pídaselo al tribunal, o indique el día en que debe estar hecho lo que ordena.',
  },
  person_not_told: {
    title: 'No se avisó primero a la persona',
    next: 'Dígale qué obliga la ley a comunicar antes de comunicarlo; regístrelo, o indique que avisar pondría a alguien en peligro.',
  },
  review_not_needed: {
    title: 'Esto no se revisa: es un consentimiento, o ya terminó',
    next: 'No hay nada más que hacer.',
  },
  one_case_unfit: {
    title:
      'Una autorización para un solo caso necesita un interés vital en vigor que nombre a la institución destinataria, entre este nodo y otro',
    next: 'Registre primero el interés vital; en el nodo que recibe, indique el número que le dio el otro punto focal, y ningún registro.',
  },
  one_case_number_taken: {
    title: 'Ya hay una autorización con este número',
    next: 'Búsquela o acuerde otro número.',
  },
  independent_officer_required: {
    title: 'La persona retiró lo que aceptó de su institución: la respalda alguien de otra',
    next: 'Envíe el enlace a quien está de guardia en el nodo, a la autoridad de protección de la infancia o a la defensoría, para que hable con la persona.',
  },
  own_record_not_held: {
    title: 'Su institución no tiene nada registrado de la persona, y ella no ha aceptado nada que la nombre',
    next: 'Si su institución registró a la persona, registre lo que acepta. Si otra institución la derivó a la suya, la persona lee su registro allí, o con la hoja con código que esa institución le dé.',
  },
  own_record_ended: {
    title: 'Lo que su institución tenía registrado de la persona se retiró o ha terminado',
    next: 'Haga a la persona una hoja con código: con ella lee todo lo que consta, en cuanto otra persona la haya respaldado.',
  },
  person_received: {
    title:
      'Otra institución derivó a esta persona a la suya: lo que acepta con usted no se registra con esa referencia',
    next: 'Registre a la persona en su institución, registre allí lo que acepta y haga que dos personas custodias enlacen los dos registros.',
  },
  one_recipient_only: {
    title: 'Un interés vital va a una sola institución',
    next: 'Nombre la institución que puede actuar ahora; registre otra base para las demás.',
  },
  second_person_required: {
    title: 'Nadie confirma su propio registro',
    next: 'Pida a otra persona de su institución o de la guardia del nodo que lo confirme.',
  },
  second_person_not_on_duty: {
    title: 'Hay alguien de guardia, y la segunda persona tiene que estarlo',
    next: 'Pida que lo confirme quien está de guardia según el turno, o que alguien que supervisa le ponga en el turno. Si no hay nadie de guardia en todo el nodo, confirma cualquiera que pueda hacerlo.',
  },
  already_confirmed: { title: 'Ya lo confirmó una segunda persona', next: 'No hay nada más que hacer.' },
  confirmation_not_needed: { title: 'Esta base no necesita una segunda persona', next: 'No hay nada más que hacer.' },
  already_withdrawn: { title: 'Esto ya se había retirado', next: 'No hay nada más que hacer.' },
  recall_answered: { title: 'Esta retirada ya se contestó', next: 'No hay nada más que hacer.' },
  order_waits_already: {
    title: 'Esta orden ya espera a una segunda persona',
    next: 'Pida a una o un colega que no la recibió que la vea y la confirme.',
  },
  withdrawal_settled: { title: 'Esta retirada ya está resuelta', next: 'No hay nada más que hacer.' },
  guardian_may_not_withdraw: {
    title: 'Un tutor solo retira lo que un tutor dio',
    next: 'Pregunte a la persona. Lo que protege a un niño o niña sigue en pie; un tribunal puede ponerle fin.',
  },
  nobody_agreed_to_it: {
    title: 'Nadie aceptó esto: no hay palabra que retirar',
    next: 'Que lo revise y le ponga fin alguien que no lo registró, o registre la resolución de un tribunal.',
  },
  witness_or_sheet_first: {
    title: 'La persona ya aceptó esto antes, y solo lo muestra la palabra de un funcionario: eso basta por 72 h',
    next: 'Que alguien independiente lo oiga como testigo, tome una marca en un pictograma o suba la hoja ahora. Si eso pone a la persona en peligro, invoque el peligro: una segunda persona lo confirma.',
  },
  less_than_before: {
    title: 'Esto omite algo del consentimiento que va a sustituir',
    next: 'Hable con la persona a solas, compruebe si hay coacción y diga cómo se tomó; o mantenga todo lo acordado.',
  },
  narrowed_under_duress: {
    title: 'Puede que alguien presione a la persona: entonces no se retira una parte en el acto',
    next: 'Tome en su lugar un retiro completo: espera hasta que una o un colega haya hablado con la persona a solas.',
  },
  step_not_allowed: {
    title: 'La derivación ha avanzado y este paso ya no está abierto',
    next: 'Cargue la derivación de nuevo y elija entre lo que se puede hacer ahora.',
  },
  step_blocked: {
    title: 'Antes de este paso hace falta otra cosa',
    next: 'Haga primero lo que la página indica y vuelva a intentarlo.',
  },
  person_is_child: {
    title: 'Según lo registrado, la persona es menor de edad, o hay duda sobre su edad',
    next: 'Dé los pasos para menores de edad. Si lo registrado no es cierto, primero lo corrige la institución que registró a la persona.',
  },
  log_full: {
    title: 'Esta derivación ya tiene tantos pasos como puede tener',
    next: 'Llévela a su fin y siga con una derivación nueva, vinculada a esta.',
  },
  no_newer_version: {
    title: 'No hay una versión más nueva del protocolo a la que pueda pasar',
    next: 'Siga con la versión que tiene.',
  },
  migration_across_hubs: {
    title: 'Una derivación entre dos países sigue con la versión de su protocolo',
    next: 'Siga con la versión que tiene.',
  },
  grant_withdrawn: {
    title: 'Se retiró lo que permitía a la otra institución participar en esta derivación',
    next: 'Con una base legal vigente, envíe una derivación nueva y vincúlela con esta.',
  },
  protocol_gone: {
    title: 'El protocolo de esta derivación ya no está instalado en esta versión',
    next: 'Avise a quien administra el sistema. Mientras tanto, hable con la otra institución por otra vía.',
  },
  protocol_changed: {
    title: 'El archivo de este protocolo se cambió sin una versión nueva',
    next: 'Vuelva a intentarlo: vale lo que la versión decía antes. Avise a quien administra el sistema.',
  },
  protocol_differs: {
    title: 'El protocolo dice otra cosa en el otro país, en la misma versión',
    next: 'Avise a quien administra el sistema: hay que comparar los archivos de los dos países. No se guardó nada.',
  },
  attachments_too_large: {
    title: 'Los adjuntos son más grandes de lo que admite un mensaje',
    next: 'Envíe como mucho 500 KB en total.',
  },
  request_not_open: {
    title: 'La solicitud está con la autoridad central o ya fue firmada: lo que dice no cambia',
    next: 'Pida a la autoridad central que la devuelva, o comience otra solicitud.',
  },
  request_discarded: {
    title: 'Esta solicitud fue descartada, y lo que decía está destruido',
    next: 'Comience otra solicitud si la prueba todavía hace falta.',
  },
  request_contact_only: {
    title: 'Su institución ejecuta esta solicitud: de ella lee y escribe lo que se dice en contacto, y nada más',
    next: 'Lea y escriba en contacto. Lo que necesite saber de la solicitud, pregúntelo a su autoridad central.',
  },
  request_drafter_only: {
    title: 'Lo que dice una solicitud lo escribe la institución que la redacta',
    next: 'Mientras está con usted, devuélvasela y diga qué hay que cambiar; al otro Estado, escríbale una carta.',
  },
  request_authority_only: {
    title: 'Esto lo hace la autoridad central, por alguien que decide allí',
    next: 'Pídalo a su autoridad central, o a alguien de ella que decida: la solicitud está también en su página.',
  },
  request_contact_of_others: {
    title: 'En contacto se escriben la institución que lleva el caso y la que ejecuta la solicitud',
    next: 'Léalo aquí; a la autoridad central del otro Estado, escríbale una carta.',
  },
  request_not_signed: {
    title: 'La solicitud todavía no está firmada: en el otro Estado nadie sabe de ella',
    next: 'Espere a que su autoridad central la haya firmado, y escriba entonces.',
  },
  request_document_too_long: {
    title: 'Lo que dice la solicitud no cabe en un documento',
    next: 'Léala en la página, o haga acortar sus textos.',
  },
  request_document_not_yet: {
    title: 'Todavía no hay ese documento para su institución',
    next: 'La lista para la defensa se hace donde se recibieron las piezas; el certificado, donde se entregaron.',
  },
  request_file_not_named: {
    title: 'La solicitud no nombra este archivo',
    next: 'Nómbrelo primero: un anexo en el borrador, una pieza en lo que se entrega.',
  },
  request_file_differs: {
    title: 'Un archivo de otro nodo no es el que nombra su solicitud, o no en esos términos',
    next: 'Pida que lo entreguen de nuevo; si sigue, pregunte a la autoridad que lo envía cuál es.',
  },
  request_suspect_not_named: {
    title: 'Quien consta como sospechoso no está en el texto de las personas con el mismo nombre completo',
    next: 'Escriba a cada quien con nombre y apellido en el campo de las personas, y repita en la lista las mismas palabras, un nombre por línea.',
  },
  request_suspects_differ: {
    title: 'Un texto de la solicitud se ocultó según otros sospechosos que los que constan en ella',
    next: 'Retire la solicitud y escriba ese texto de nuevo en otro borrador: puede nombrar a quien no es sospechoso en ella.',
  },
  request_file_refused: {
    title: 'Un archivo no se puede rehacer, o no se puede mostrar que está limpio',
    next: 'Adjúntelo como PDF, Word o texto; una imagen, solo en un campo que nombra a alguien o algo.',
  },
  message_not_redactable: {
    title: 'El mensaje no se puede hacer seguro para la otra institución',
    next: 'Escriba en español, portugués, francés o inglés y adjunte textos sencillos; no se guardó ni se envió nada.',
  },
  message_not_permitted: {
    title: 'Lo que la persona aceptó no incluye textos para esa institución',
    next: 'Pregunte con los pasos del protocolo, o registre un consentimiento que incluya el relato; no se guardó ni se envió nada.',
  },
  message_over_limit: {
    title: 'El mensaje es demasiado grande para otro nodo',
    next: 'Envíelo en dos partes o con menos adjuntos; no se guardó ni se envió nada.',
  },
  referral_not_here_yet: {
    title: 'La derivación aún no ha llegado aquí',
    next: 'Espere un momento y vuelva a intentarlo.',
  },
  form_unknown: {
    title: 'No existe ese formulario en esa versión',
    next: 'Cargue la página de nuevo y rellene el del protocolo.',
  },
  form_not_of_protocol: {
    title: 'Este formulario no es de los del protocolo de la derivación',
    next: 'Responda uno de los formularios del protocolo, o responda este en una derivación de su propio protocolo.',
  },
  form_not_for_person: {
    title: 'Este formulario es para niñas, niños y adolescentes, y la persona no lo es, hasta donde se sabe',
    next: 'Use otro formulario, o corrija la edad que consta.',
  },
  statement_unknown: {
    title: 'Su institución no registró tal declaración de esta persona',
    next: 'Indique la declaración que esta corrige con el identificador que recibió al registrarla, o déjelo vacío.',
  },
  statement_superseded: {
    title: 'Otra declaración ya corrige esa',
    next: 'Mire lo que consta ahora; si aún está mal, corrija la posterior. No se guardó nada.',
  },
  statement_altered: {
    title: 'El texto no es el que se resumió con la huella',
    next: 'Calcule la huella del texto en UTF-8 tal como se envía, con sus saltos de línea. No se guardó nada.',
  },
  review_not_possible: {
    title: 'Nadie puede revisar este texto, documento o imagen',
    next: 'Queda retenido. Escríbalo de nuevo en español, portugués, francés o inglés, o adjúntelo como texto, PDF, JPEG o PNG que se abra.',
  },
  review_lapsed: {
    title: 'El texto o la política de vistas ya no es el que usted miró',
    next: 'Ábralo de nuevo y mire qué está enmascarado ahora. No se guardó nada.',
  },
  mask_misplaced: {
    title: 'Una máscara queda fuera del texto, o se levanta donde no hay ninguna',
    next: 'Ábralo de nuevo y marque sobre el texto que se muestra ahí. No se guardó nada.',
  },
  mask_stays: {
    title: 'Una de estas máscaras no la levanta nadie',
    next: 'Deje enmascarado lo que nombra, contacta o ubica a la persona, y lo que revelaría una categoría secreta. No se guardó nada.',
  },
  review_leaks: {
    title: 'Con estas máscaras queda en el texto algo que identifica',
    next: 'Levante menos máscaras, o enmascare también lo que queda. No se guardó nada.',
  },
  picture_not_paintable: {
    title: 'La imagen no se puede rehacer sin lo que cubren los recuadros',
    next: 'Queda retenida. Cada recuadro debe caber entero en la imagen tal como se abrió. Si caben, adjúntela de nuevo como JPEG o PNG común de 600 kB como máximo. No se guardó nada.',
  },
  review_of_own: {
    title: 'Nadie revisa una imagen que adjuntó',
    next: 'Pida a otra persona revisora de su institución que esté asignada a la derivación. Si no hay, pida al operador que dé esa función a una o un colega, o diga con palabras lo que muestra la imagen.',
  },
  review_second_person: {
    title: 'Nadie confirma su propia revisión',
    next: 'Pida a otra persona revisora de su institución, asignada a la derivación, que la confirme. Si no hay, pida al operador que dé esa función a una o un colega; lo añadido rige mientras tanto.',
  },
  review_not_waiting: {
    title: 'Esta no es la revisión que espera confirmación',
    next: 'Ábrala de nuevo y mire qué se decidió desde entonces.',
  },
  release_not_redactable: {
    title: 'No se puede hacer el texto seguro para que cualquiera lo lea',
    next: 'Escriba en español, portugués, francés o inglés, o publique un resumen con sus palabras. No se publicó nada.',
  },
  release_person_unknown: {
    title: 'Una de las referencias no es de su institución',
    next: 'Nombre a las personas del texto con las referencias con las que su institución las registró.',
  },
  release_too_identifying: {
    title: 'Las cifras delatarían a alguien',
    next: 'Pida menos columnas o un período más largo, y publique cuando haya más casos. No se publicó nada.',
  },
  notice_nothing_to_show: {
    title: 'El registro no contiene lo que el aviso debe mostrar, o el consentimiento no lo cubre',
    next: 'Elija entre nombre y documento, complete el registro o pregunte a la persona. No se emitió nada.',
  },
  notice_without_phone: {
    title: 'El directorio no tiene el teléfono de turno de su institución, y un aviso sin él no protege a nadie',
    next: 'Pida a quien mantiene el directorio que registre el teléfono de turno. No se emitió nada.',
  },
  notice_ended: {
    title: 'Este aviso ya no está vigente',
    next: 'Emita uno nuevo si la persona sigue de acuerdo; no se base en el anterior.',
  },
  record_changed: {
    title: 'Otra persona acaba de completar el registro',
    next: 'Mire lo que consta y envíe lo que aún falte.',
  },
  version_changed: {
    title: 'La derivación cambió desde que la vio',
    next: 'Cárguela de nuevo y decida según lo que dice ahora.',
  },
  recipient_is_sender: {
    title: 'Una derivación va a otra institución',
    next: 'Elija otra institución, o asigne a alguien de la suya.',
  },
  protocol_needs_minor: {
    title: 'El protocolo de protección de la infancia es para menores de edad y personas de edad en duda',
    next: 'Use el protocolo de derivación ordinaria.',
  },
  login_required: { title: 'Hay que iniciar sesión', next: 'Inicie sesión para continuar.' },
  sign_in_failed: {
    title: 'No se pudo iniciar sesión',
    next: 'Inténtelo de nuevo; si se repite, avise a la administración de su nodo.',
  },
  sign_in_as_another: {
    title: 'Otra persona inició sesión en la ventana nueva',
    next: 'Inicie sesión con la misma cuenta, o cierre la sesión aquí primero.',
  },
  sign_in_ended: { title: 'Su sesión ha terminado', next: 'Inicie sesión de nuevo.' },
  sign_in_state_mismatch: {
    title: 'La respuesta no corresponde a este inicio de sesión',
    next: 'Inicie sesión de nuevo desde esta página.',
  },
  access_denied: { title: 'No se concedió el acceso', next: 'Inicie sesión de nuevo.' },
  no_such_referral: {
    title: 'Esa derivación no existe para usted',
    next: 'Revise la dirección, o pregunte a la institución que la envió.',
  },
  referral_not_assigned: {
    title: 'Esta derivación no está asignada a usted',
    next: 'Asígnesela en su página, de lo que se entera su supervisión, o pida que se la asignen; después inténtelo de nuevo.',
  },
  referral_closed: {
    title: 'En el estado en que está esta derivación, nadie puede ver los datos de la persona',
    next: 'Vea en su página cómo está y a quién le toca actuar. Cuando un paso la abra de nuevo, inténtelo otra vez; lo que se retiró, respóndalo allí.',
  },
  referral_over: {
    title: 'Esta derivación terminó, y por ella ya nadie abre a la persona',
    next: 'Si la persona todavía necesita algo, haga una derivación nueva con una base vigente y vincúlela a esta.',
  },
  referral_in_place: {
    title: 'Su institución actúa en lugar de la remitente, y esta derivación no le entregó a nadie',
    next: 'Responda en su página lo que no requiere identidad. Para leer sobre la persona, regístrela y pregúntele a qué está de acuerdo.',
  },
  record_gone: {
    title: 'El registro de esta persona ya no está aquí: fue borrado',
    next: 'Nada de él se puede abrir. Lleve la derivación a su fin en su página; si la persona necesita algo, regístrela de nuevo.',
  },
  record_not_here: {
    title: 'El registro de esta persona no está aquí: todavía no llegó, o fue borrado',
    next: 'Inténtelo de nuevo en unos minutos. Si sigue así, pregunte a quien la envió en la página de la derivación, sin nombrar a la persona.',
  },
  link_not_needed: {
    title: 'Esta institución es miembro y abre la derivación en su bandeja',
    next: 'Envíe un enlace solo a una organización que no es miembro.',
  },
  paper_number_taken: {
    title: 'Ya se registró una derivación con ese número de papel',
    next: 'Mírela: puede ser la misma persona. Si no lo es, compare el número con el formulario.',
  },
  no_such_offer: {
    title: 'Ese pedido de ayuda no existe',
    next: 'Cargue de nuevo los pedidos.',
  },
  offer_closed: {
    title: 'El pedido ya tiene respuesta, venció o ya no hace falta',
    next: 'Cargue de nuevo los pedidos; quizá se preguntó a otra institución.',
  },
  offer_not_sendable: {
    title: 'La institución no dijo que puede, o el pedido era otro, o ya se envió',
    next: 'Cargue de nuevo la derivación y mire sus pedidos de ayuda.',
  },
  no_such_shift: {
    title: 'Esa guardia no existe',
    next: 'Cargue de nuevo las guardias.',
  },
  no_evidence_treaty: {
    title: 'No hay un tratado vigente con ese país para este tipo de asistencia',
    next: 'Pregunte a su autoridad central si puede pedirse de otro modo, o elija otro tipo de asistencia.',
  },
  request_moved_on: {
    title: 'La solicitud ha cambiado desde que la miró',
    next: 'Cárguela de nuevo y decida sobre lo que dice ahora.',
  },
  request_not_to_send: {
    title: 'Lo que este lado dice de la solicitud está en camino, o el otro nodo ya lo tiene',
    next: 'Cárguela de nuevo; se envía otra vez solo tras un rechazo, o si se intentó en vano.',
  },
  request_over: {
    title: 'La solicitud ha terminado o fue retirada: nada de lo que dice va ya al otro Estado',
    next: 'Escriba a su autoridad central lo que aún deba saber; para cualquier otra cosa haga una nueva solicitud.',
  },
  request_texts_not_to_send: {
    title: 'Nada de la solicitud ha fallado que pueda enviarse de nuevo',
    next: 'Cárguela de nuevo: está en camino o llegó. Lo rechazado por su tamaño o forma hay que escribirlo de otro modo.',
  },
  essentials_missing: {
    title: 'La solicitud no dice lo que piden el tratado o el tipo de asistencia',
    next: 'Complete lo que falta a la solicitud: está en la lista sobre el formulario, con el artículo que lo pide.',
  },
  assistance_not_due: {
    title: 'Por lo que dice la solicitud, el otro Estado podría denegarla de inmediato',
    next: 'Vea la causa y el artículo. Pida con otro tratado, o pida otra asistencia.',
  },
  central_authority_unknown: {
    title: 'El directorio no conoce esa autoridad central en ese país',
    next: 'Elija una del directorio.',
  },
  request_step_not_allowed: {
    title: 'Eso no puede hacerse con la solicitud como está',
    next: 'Cárguela de nuevo: verá qué puede hacerse.',
  },
  request_step_blocked: {
    title: 'Antes de esto debe haber ocurrido otra cosa',
    next: 'Pida primero permiso para el otro uso.',
  },
  ground_not_of_treaty: {
    title: 'El tratado no tiene esa causa de denegación para esta asistencia',
    next: 'Elija una de las causas que muestra la solicitud.',
  },
  use_not_answered: {
    title: 'Ya se pidió permiso para otro uso, y aún no hay respuesta',
    next: 'Espere la respuesta, o escriba a quien la envió.',
  },
  use_not_asked: {
    title: 'Nadie pide permiso para este uso, o ya se respondió',
    next: 'Cargue de nuevo la derivación y responda lo que se pide.',
  },
  use_beyond_purpose: {
    title: 'El permiso de quien la envió no va más allá de aquello para lo que se remitió a la persona',
    next: 'Si la persona está de acuerdo, pida que se la remita para eso. En una causa penal entre dos países, pídalo con una solicitud de pruebas.',
  },
  permission_needed: {
    title: 'Con este tratado no se da nada a la defensa sin permiso',
    next: 'Pida primero permiso para ese uso (Nassau, artículo 25).',
  },
  not_expedited: {
    title: 'Solo se confirma una solicitud que se envió sin esperar a su autoridad central',
    next: 'Cárguela de nuevo; vale como se firmó.',
  },
  expedited_not_provided: {
    title: 'El tratado no permite enviar esto sin esperar a la autoridad central',
    next: 'Preséntela a su autoridad central y avísele por teléfono de que es urgente.',
  },
  item_use_not_permitted: {
    title: 'Llegó por una solicitud de pruebas, y no para este uso',
    next: 'Haga que su autoridad central pida permiso a la otra, en la página de la solicitud.',
  },
  item_use_not_answered: {
    title: 'Se pidió permiso para este uso, y aún no hay respuesta',
    next: 'Espere la respuesta, o escriba sobre ella a la otra autoridad central.',
  },
  item_use_refused: {
    title: 'La autoridad que lo envió denegó el permiso para este uso',
    next: 'Vea su motivo en la página de la solicitud; escríbale antes de volver a pedirlo.',
  },
  item_use_spent: {
    title: 'Se permitió una vez, y ya se usó así',
    next: 'Haga que su autoridad central pida permiso de nuevo.',
  },
  item_use_without_identity: {
    title: 'Solo puede usarse así sin la identidad de las víctimas',
    next: 'Haga una copia enmascarada y use esa.',
  },
  item_term_over: {
    title: 'Ya debía haberse devuelto o destruido',
    next: 'Devuélvalo o destrúyalo, o haga que su autoridad central pida permiso para conservarlo más tiempo.',
  },
  item_gone_back: {
    title: 'Su autoridad central declaró que se devolvió o se destruyó',
    next: 'Si no fue así, escriba a la autoridad central que lo envió, que lo dirá; si vuelve a hacer falta, pídalo con una solicitud nueva.',
  },
  item_announce_first: {
    title: 'Lo que exculpa va a la defensa después de avisar a la autoridad que lo envió',
    next: 'Anúncielo en la página de la solicitud; después, entréguelo.',
  },
  request_log_full: {
    title: 'La solicitud tiene ya tantos pasos como puede tener',
    next: 'Siga en una solicitud nueva que cite esta.',
  },
  rota_changed: {
    title: 'La lista de guardias ha cambiado desde que la miró',
    next: 'Cárguela de nuevo y decida sobre lo que dice ahora.',
  },
  hands_changed: {
    title: 'Lo que atiende esta persona ha cambiado desde que lo miró',
    next: 'Cárguelo de nuevo y traspase lo que hay ahora.',
  },
  shift_over: {
    title: 'Esta guardia ya habría terminado',
    next: 'Elija un final que aún esté por llegar.',
  },
  shift_overlaps: {
    title: 'Esta persona ya está de guardia a esa hora',
    next: 'Quite la otra guardia, o elija otra hora.',
  },
  no_such_intake: {
    title: 'Ese ingreso no existe',
    next: 'Empiece uno nuevo.',
  },
  link_not_possible: {
    title: 'Estas dos derivaciones no se pueden vincular así',
    next: 'Un traslado es de la misma persona, enviado por la misma institución; los demás vínculos unen dos derivaciones suyas.',
  },
  compartment_closed: {
    title: 'Lo que está bajo protección de testigos no se vincula con nada de fuera',
    next: 'Manténgalos separados; vincule solo derivaciones de la misma protección.',
  },
  service_not_offered: {
    title: 'Su institución no ofrece este servicio',
    next: 'Pida a la jurisdicción que lo incluya en el directorio firmado.',
  },
  erasure_pending: {
    title: 'Ya hay una supresión de esta persona en curso',
    next: 'Véala en la lista: ahí se puede confirmar o retirar.',
  },
  erasure_not_waiting: {
    title: 'Esta supresión ya no espera, o ya fue confirmada',
    next: 'Vuelva a cargar la lista y mire en qué estado está.',
  },
  erasure_second_person: {
    title: 'Nadie confirma su propia solicitud de supresión',
    next: 'Pida a otra persona custodia del nodo que la confirme.',
  },
  restriction_stands: {
    title:
      'Hasta su fecha de revisión el acceso está restringido, salvo que le ponga fin la institución que conserva a la persona',
    next: 'Pídalo a una persona custodia de esa institución que no haya solicitado la supresión, o vuelva ese día.',
  },
  hold_second_person: {
    title: 'Una retención legal la levanta otra persona custodia de la institución que la puso',
    next: 'Pídalo a una persona custodia de esa institución que no la haya puesto.',
  },
  review_in_the_past: {
    title: 'La fecha de revisión no está en el futuro',
    next: 'Indique un día posterior a hoy.',
  },
  identity_restricted: {
    title: 'El acceso a esta persona está restringido a la institución que la registró',
    next: 'Pregunte a una persona custodia de su nodo hasta cuándo, y a esa institución por lo que necesita; lo que iba a otro nodo, envíelo cuando haya terminado.',
  },
  retained_legal_hold: {
    title: 'El nodo receptor conserva a la persona por una retención legal',
    next: 'Pregunte a ese nodo qué autoridad la ordenó; destruye lo que tiene cuando se levanta.',
  },
  retained_open_proceeding: {
    title: 'En el nodo receptor hay algo sobre la persona que aún no ha terminado',
    next: 'No hay que hacer nada: se le pregunta de nuevo cada semana, y destruye lo que tiene cuando haya terminado.',
  },
  retained_statutory_retention: {
    title: 'La ley obliga al nodo receptor a conservar por un tiempo lo que tiene de la persona',
    next: 'No hay que hacer nada: se le pregunta de nuevo cada semana, y destruye lo que tiene cuando el plazo haya vencido.',
  },
  package_recalled: {
    title: 'El nodo que envió el paquete ha suprimido a la persona',
    next: 'No hay que hacer nada: no se guardó nada.',
  },
  key_encryption_key_missing: {
    title: 'Falta una clave de cifrado de claves',
    next: 'Avise a quien opera su nodo: está en el almacén de claves, o hay que devolverla desde su copia sellada.',
  },
  key_store_unavailable: {
    title: 'El módulo de seguridad no responde como debe',
    next: 'Inténtelo de nuevo; si continúa, avise a quien opera su nodo.',
  },
  fhir_consent_only: {
    title: 'Esto no es un consentimiento, y un Consent de FHIR diría que la persona estuvo de acuerdo',
    next: 'Consúltelo donde está registrado; solo un consentimiento se entrega como FHIR.',
  },
  fhir_not_in_force: {
    title: 'El Consent de FHIR no está en vigor',
    next: 'Tome solo uno que esté activo y haya comenzado; si terminó, pregunte de nuevo a la persona.',
  },
  fhir_other_controller: {
    title: 'Este consentimiento se dio a otra institución, o no se dice a cuál de modo que aquí se entienda',
    next: 'Nombre a su institución como responsable si la persona se lo dio a ella; si no, tome un consentimiento propio.',
  },
  fhir_would_widen: {
    title: 'Tomarlo permitiría más de lo que permite el Consent de FHIR',
    next: 'Pregunte a la persona sin los límites que se nombran, o registre con el formulario lo que aceptó.',
  },
  fhir_incomplete: {
    title: 'El Consent de FHIR no dice todo lo que aquí tiene que decir un consentimiento',
    next: 'Averigüe lo que falta, con la persona si es necesario, y añádalo como indica docs/fhir-consent.md.',
  },
  file_may_incriminate: {
    title: 'No se dice que nada en este archivo pueda usarse contra la persona',
    next: 'Mire el archivo. Si nada en él puede usarse contra la persona, dígalo. Si no, pregunte a la persona, que antes debe recibir asesoría independiente, y registre que acepta; o envíe un texto en el que esos pasajes estén marcados.',
  },
  file_not_permitted: {
    title: 'Aquello en que se apoya esta derivación no cubre archivos enteros, que nombran a la persona',
    next: 'Envíe un texto con la derivación. Un archivo entero solo se entrega donde el consentimiento, la finalidad y la función de la institución destinataria abarcan identidad y documentos; si esta no puede tenerlos, ampliar el consentimiento no basta.',
  },
  file_custody_moved: {
    title: 'Otra persona toma el archivo en este momento',
    next: 'Inténtelo de nuevo en un instante; la cadena de custodia dirá quién lo tuvo.',
  },
  referral_use_not_permitted: {
    title: 'Llegó con una derivación, y no para este uso',
    next: 'Pida permiso a quien la envió, con el paso para eso en la página de la derivación. Lo que ese paso no permite necesita una nueva derivación con el acuerdo de la persona, o una solicitud de pruebas.',
  },
  referral_use_not_answered: {
    title: 'Se pidió permiso para este uso, y aún no hay respuesta',
    next: 'Espere la respuesta, o escriba a quien la envió.',
  },
  referral_use_refused: {
    title: 'Quien la envió denegó el permiso para este uso',
    next: 'Vea el motivo en la página de la derivación; escríbale antes de pedirlo de nuevo.',
  },
  referral_use_spent: {
    title: 'Se permitió una vez, y ya se usó así',
    next: 'Pida permiso de nuevo a quien la envió.',
  },
  item_codes_differ: {
    title: 'Llegó con un código de manejo y una evaluación, y sigue con los mismos',
    next: 'No los indique: solo los cambia quien lo envió primero.',
  },
  referral_use_without_identity: {
    title: 'Se permite solo sin la identidad de las víctimas, y un archivo no puede darse así',
    next: 'Abra los datos de la persona, donde no aparece; o haga una copia enmascarada del archivo.',
  },
  file_on_its_way: {
    title: 'El archivo ya se entregó con esta derivación, o está en camino',
    next: 'Vea qué fue de él; si fue rechazado, se puede entregar de nuevo.',
  },
  file_not_kept: {
    title: 'El archivo aún no está entero y comprobado, o fue rechazado',
    next: 'Pregunte por su estado; envíelo de nuevo si fue rechazado.',
  },
  range_beyond_end: {
    title: 'El archivo termina antes del byte que indica Range',
    next: 'Pida desde un byte que esté en él: Content-Range dice cuántos tiene.',
  },
  file_quarantined: {
    title: 'Se está buscando software malicioso en el archivo, y hasta entonces nadie lo abre',
    next: 'Inténtelo en unos minutos; si dura, pregunte a quien opera su nodo.',
  },
  file_infected: {
    title: 'Se encontró software malicioso en el archivo, y no se guarda nada de él',
    next: 'No abra el original; avise a quien opera su nodo.',
  },
  file_not_scannable: {
    title: 'El archivo es más grande de lo que admite el buscador de software malicioso, y no se guarda',
    next: 'Envíelo por partes, o pregunte a quien opera su nodo.',
  },
  file_too_large: {
    title: 'El archivo es más grande de lo que se puede guardar',
    next: 'Envíelo por partes.',
  },
  upload_quota_reached: {
    title: 'Su institución ya ha empezado a enviar hoy tanto como puede enviar una en un día',
    next: 'Retire los envíos que nadie necesita, siga mañana, o pregunte a quien opera su nodo.',
  },
  upload_ended: {
    title: 'El envío ya terminó, y no se puede retirar',
    next: 'Vea el estado del archivo.',
  },
  file_not_the_same: {
    title: 'El archivo no es el mismo con que empezó el envío',
    next: 'Elija el mismo archivo, sin cambios; o cancele el envío y empiece de nuevo.',
  },
  file_came_damaged: {
    title: 'Lo que llegó no es el archivo que se guarda',
    next: 'Inténtelo otra vez; si se repite, avise a quien opera su nodo.',
  },
  clock_differs: {
    title: 'El reloj de este equipo no coincide con el del nodo',
    next: 'Ponga el reloj en hora y vuelva a iniciar sesión.',
  },
  evidence_invalid: {
    title: 'Esta constancia no es lo que firmó ese nodo',
    next: 'Conserve lo que tiene; pida de nuevo las constancias a su nodo.',
  },
  statement_invalid: {
    title: 'No se pudo comprobar lo que dijo otro servicio',
    next: 'Inténtelo de nuevo; si dura, avise a quien opera su nodo.',
  },
  sealed_form_refused: {
    title: 'El formulario sellado no se hizo para este uso',
    next: 'Rellene el formulario de nuevo y envíelo una vez.',
  },
  sealed_form_stale: {
    title: 'El formulario sellado es demasiado antiguo, o está hecho en el futuro',
    next: 'Compruebe el reloj y envíelo de nuevo.',
  },
  view_request_refused: {
    title: 'La petición de ver no está firmada con su propia clave',
    next: 'Inicie sesión de nuevo.',
  },
  view_request_stale: {
    title: 'La petición de ver es demasiado antigua, o está hecha en el futuro',
    next: 'Compruebe el reloj e inténtelo de nuevo.',
  },
  record_unreadable: {
    title: 'No se pudo abrir algo que está guardado',
    next: 'Avise a quien opera su nodo.',
  },
  not_ready: {
    title: 'El servicio no está listo',
    next: 'Inténtelo de nuevo en un momento.',
  },
  plaintext_too_large: {
    title: 'El mensaje es más grande de lo que admite quien lo recibe',
    next: 'Envíe menos, o envíe los archivos aparte.',
  },
  reasons_not_written: {
    title: 'Lo que la respuesta nombra como sus razones no se escribió a la otra autoridad',
    next: 'Escriba antes a la otra autoridad las razones sobre esta solicitud, y nombre el resumen con que se responde.',
  },
  contact_not_possible: {
    title: 'Esa institución no puede escribir sobre la solicitud',
    next: 'Elija una policía, una fiscalía o un tribunal de este nodo, mientras la solicitud se ejecuta.',
  },
  contact_not_begun: {
    title: 'Nadie de quienes ejecutan la solicitud le ha escrito en contacto',
    next: 'Escriba a la autoridad central del otro Estado; ella decide quién de los suyos puede escribirle.',
  },
}
