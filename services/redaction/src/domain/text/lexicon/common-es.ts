/** Ordinary words of this field, chosen by hand; folded (no accents, lower case). */
export const COMMON = `
abajo abierto abogada abogado abre abril abrio abrir abro abuela abuelo abuelos abuso abusos aca acepta acepto acogida
acompana acompanaba acompanar acompano acordar acta actas actual actualmente acudieron acudio acuerda adios adjunta
adjunto administrador administradora adolescente aduana agente agosto agrega agrego agresion agricola agua ahi ahora
albergue aldea algo alguien alguna algunas alguno algunos alias alimento alimentos alla allanamiento alli almacen alta
alto alumno amarillo amenaza amenazar amenazaron amenazas amenazo amiga amigas amigo amigos anciana anciano anexo ano
anoche anonima anonimo anos ante anterior antes anuncio anuncios apellido apellidos apenas apodo apoyo aprox aquel
aquella aqui arresto arriba arroba arroz art articulo atendida atendido atendio aun aunque auto autobus autoridad
autoridades autoriza autorizo avion avisar avise aviso avisos ayer aymara ayuda ayudaba ayudante ayudar ayudo azul
baja bajar bajaron bajo banco bano bar barco barrio bebe beber bien billete billetes blanca blanco bolivares bolsa
bosque botas bus busca buscaba buscan buscar buscaron busco caballo cabo cada caja calle calor cama camara camaras
camas camino camion camioneta campo cansada cansado cap capataz captacion captador carne carpeta carretera carro casa
casada casado casas caserio casi caso castellano catorce causa cautiverio cedula cedulas cel celular celulares centro
cerca cero cerrada cerrado cerro chofer ci cien ciento cierta cierto cinco cincuenta ciudad civil clase clave clinica
club cobra cobraba cobrar cobro coche cocina cocinera codigo colegio colones colonia coma come comer comia comida
comido comisaria comisario comision como companera companero companeros completa completo comunidad con conductor
confidencial confirma confirmo conforme conoce conocer conocia conocida conocido conocidos conocio consejo
construccion consul consulado consultorio contra contrasena contratista contrato contratos control convencion copia
copias correo correos cortar cortaron corte corto cosa cosas cosecha costo costura costurera cree creen creer creia
creo criollo cruzar cruzaron cruzo cuaderno cual cuales cuando cuanta cuanto cuarenta cuarto cuartos cuatro cuenta
cuentas cuida cuidaba cuidadora cuidar cumpleanos cunada cunado curador da daba daban dada dado dan dar de debajo debe
deben deber deberia debia debian debo decia decian decir declara declaracion declaraciones decreto defensoria deja
dejaba dejaban dejan dejar dejaron dejen dejo delante delito delitos den dentro denuncia denunciar denuncias denuncie
departamento deposito derecho derechos descuentan descuento descuentos desde desea despues detencion detenida detenido
detras deuda deudas dia dias dice dicen dicha dicho diciembre diecinueve dieciocho dieciseis diecisiete dieron diez
dificil diga digan digo dijeron dijo dinero dio direccion director directora division dni doble doce doctor doctora
documento documentos dolares dolor dolores domestico domicilio domingo don dona donde dormia dormir dos doy dr dra
duena dueno duenos duerme durante durmio edad edificio egreso ejemplo ella ellas ellos embajada embarazada embarazo
empezar empezo empiece empieza empleada empleado empleador empleadora empleados empleo encargada encargado encerrada
encerrado encerrar encerro encima encontrada encontrado encontrar encontraron encontro encuentra enero enferma
enfermera enfermo engano entender entendido entendio entiende entonces entrada entre entrevista entrevistada
entrevistado entrevistas era eramos eran eras eres es esa esas escolaridad escribame escribe escribio escribir escrito
escucha escuchan escuchar escuchen escuela ese eso esos espanol especial especializada espejo espera esperaba esperar
espero esposa esposo esquina esta estaba estaban estado estamos estan estar estaria estas este esto estos estoy
estuvieron estuvo euros expediente explotacion expresa expreso fabrica facil falsa falsas falso familia familiares
favor febrero fecha fechas femenino fiebre fin final finca firma firmado firmar firmaron firmeza firmo fiscal fiscalia
flores forma foto fotografia fotos frances frio frontera fruta fue fuera fueron fui fuimos funcionaria funcionario
gallina ganado gasto gastos gato general genero gente giro giros golpear golpeo golpes gracias gral grande gris grupo
guarani guarda guardaba guardado guardadora guardar guardia guardo guion ha haber habia habian habido habitacion habla
hablaba hablan hablar hablaron hable hablo habria hace hacen hacer hacia hacian hacienda haga hago hambre han haria
hasta hay haya hayan he hecha hecho hemos herida heridas hermana hermanas hermano hermanos herramientas hicieron hija
hijas hijastro hijo hijos hizo hogar hoja hola hombre hombres hora horario horas hospital hostal hotel hoy hrs hubo
iba iban idea identificada identificado identifico idioma idiomas iglesia imposible inciso indica indicada indicado
indico informa informe informes informo ing ingles ingreso inmediata inmediato inspector inspectora instituto
intermediario internet interprete investigacion ir iria jamas jefa jefe jornada jornadas jornal jornales joven jovenes
jueves juez jueza julio junio juzgado kilometro la laboral lado lancha lapiz largo las le leche lejos lempiras lengua
les letra ley leyes libertad libre libreta libro lic licenciado limpieza linea lista llama llamaba llamada llamadas
llaman llamante llamar llamaron llamarse llame llamen llamo llanto llave llaves llega llegada llegan llegar llegaron
llego lleva llevaba llevan llevar llevaron llevo lo local los luego lugar lugares lunes madrastra madre madrina
madrugada maestra maestro mal maleta maltrato mama manana manera manifestaron manifesto mapudungun maquina maquinas
mar marido martes marzo mas masculino materno mayo me media mediante medica medicina medicinas medico medio mejor
menor menores menos mensaje mensajes mental mentira mercado mes mesa meses mi mia mias miedo mientras miercoles
migracion migraciones mil millon mina mineria ministerio mio mios misma mismas mismo mismos mochila modo momento
moneda monte morir motivo moto movil mucha muchas mucho muchos muelle muerte mujer mujeres multa multas mundo
municipal municipio murieron murio muy nacer naci nacida nacido nacieron nacimiento nacio nacional nacionales
nacionalidad nada nadie nahuatl necesaria necesario necesita necesitan negocio negra negro ni nieta nieto nina ninas
ningun ninguna nino ninos no noche noches nombre nombres norte nos nosotras nosotros nota noventa novia noviembre
novio nro nuestra nuestro nueva nueve nuevo num numeral numero numeros nunca obra obrero obreros obs ochenta ocho
octubre ocupacion odontologia oeste oferta ofertas oficial oficina oficio ofrecer ofrecido ofrecieron ofrecio once
operadora operativo orden ordenes origen os otra otras otro otros padrastro padre padrino pag paga pagaba pagaban
pagada pagado pagar pagaron pagina pago pague palabra palabras pan papa papel papeles para pareja pariente parientes
parque parroquia parte partes partida pasa pasaporte pasaportes pasar pasaron paso paterno patio patron patrona
patrones pedia pedir peligro pendiente pensar penso peor pequena pequeno perder perdido perdio perdon perito permiso
permisos permitido perro persona personas pesca pescador pesos pida pide piden pidieron pidio piensa piso plan plata
playa plaza poca pocas poco pocos poder podia podian podria policia poner pongan por porque portugues posible
posterior precio preescolar prefiere pregunta preguntas presentaba presentaron presento prestamo previa previo prima
primas primera primero primo primos principio privada privado problema problemas prof profesora programa prohibia
prohibido promesa promesas prometer prometio propia propio propios proteccion protocolo provincia psicologa
psicologica psicologico psicologo publica publico pudieron pudo pueblo pueda puedan puede pueden puedo puente puerta
puertas puerto pues puesto punto pusieron puso que quechua queja querer queria querian quetzales quien quienes quieran
quiere quieren quiero quince quisiera quiso quitar quitaron quito rancho rato razon reales receta recibe recibia
recibido recibio recibir reclutador reclutadora reconoce reconocio recordar recuerda redes ref refiere refirio refugio
regional regreso relata relato reloj remesa remesas remite repatriacion republica requiere rescate reservada reservado
residencia respecto respuesta respuestas restaurante retener retenida retenido retiraron retiro retorno retuvieron
retuvo riesgo riesgos rio roja rojo ropa ruta sabado sabe saben saber sabia sabian salario salarios sale salen salga
salgo salia salian salida salieron salio salir salon salud se sea sean seccion secretaria sed sede seguia seguir segun
segunda segundo segura seguridad seguro seis semana semanas senala senalo sendero senor senora senores senorita sentia
sentir sepa septiembre ser seria servicio sesenta setenta setiembre sexo sgto si sido siembra siempre siendo siente
siete sigue siguen siguiente siguio silla sin sintio sitio sobre sobrina sobrino sola solas soles solicita solicito
solo solos soltera soltero somos son soy sr sra srta su suba subio subir suboficial suegra suegro sueldo sueldos sueno
supo sur sus suya suyo taller tambien tampoco tarde tardes tarjeta tarjetas taxi te techo tel telefono telefonos temor
tendria tenemos tener tenga tengan tengo tenia tenian tenido terapia tercera tercero terminal testigo testigos tia
tiempo tienda tiene tienen tio tios tipo toda todas todavia todo todos tos trabaja trabajaba trabajaban trabajado
trabajadora trabajan trabajar trabajo trabajos traductora trae traer trafico traido trajeron trajo tranquila tranquilo
transferencia tras trasladada trasladado traslado trata tratado tratamiento tratante trece treinta tres tribunal
triste tte tu turno turnos tutor tutora tuvieron tuvo tuyo ubicada ubico ud uds ultima ultimo una unidad uniforme uno
urgente usted ustedes va vacunas vamos van vaya vayan ve veces vecina vecino vecinos veia veinte veinticinco
veinticuatro veintidos veintinueve veintiocho veintiseis veintisiete veintitres veintiuno ven vendedora venga vengo
venia venian venir ventana veo ver verdad verde verduras vereda vez viajar viajaron viaje viajes viajo victima
victimas vida vieja viejo viene vienen viernes vieron vigilaba vigilancia vinieron vino vio violencia visa visado
vista visto viuda vive viven vivia vivian vivio vivir voluntad volver volvieron volvio vosotros voy vuelo vuelto
vuelve ya yo zapatos
`
