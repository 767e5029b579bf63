<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About dncdesk</source>
        <translation>Acerca de dncdesk</translation>
    </message>
    <message>
        <source>dncdesk {version}</source>
        <translation>dncdesk {version}</translation>
    </message>
    <message>
        <source>Puts a number on VICIdial&apos;s do-not-call list, and says truly what became of it.</source>
        <translation>Pone un número en la lista de no llamar de VICIdial y dice la verdad sobre el resultado.</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Which account?</source>
        <translation>¿Qué cuenta?</translation>
    </message>
    <message>
        <source>API &amp;user</source>
        <translation>&amp;Usuario de la API</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>The API user that the administrator of {host} has made for this work. It is tried once: ten wrong passwords would lock it for everybody.</source>
        <translation>El usuario de la API que el administrador de {host} hizo para este trabajo. Se prueba una vez: diez contraseñas erróneas lo bloquearían para todos.</translation>
    </message>
    <message>
        <source>The dialler has refused this before.</source>
        <translation>El marcador ya rechazó esto antes.</translation>
    </message>
    <message>
        <source>Asking the dialler…</source>
        <translation>Preguntando al marcador…</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>Which dialler?</source>
        <translation>¿Qué marcador?</translation>
    </message>
    <message>
        <source>Type the address under which agents and managers open VICIdial.</source>
        <translation>Escriba la dirección con la que agentes y supervisores abren VICIdial.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Dirección</translation>
    </message>
    <message>
        <source>Look at its certif&amp;icate…</source>
        <translation>Ver su certif&amp;icado…</translation>
    </message>
    <message>
        <source>&amp;Try it without a server</source>
        <translation>&amp;Probarlo sin servidor</translation>
    </message>
    <message>
        <source>&amp;Check again</source>
        <translation>&amp;Comprobar otra vez</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Seguir</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <translation>Preguntando a {host}…</translation>
    </message>
    <message>
        <source>&amp;Use {address}</source>
        <translation>&amp;Usar {address}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>A&amp;dd name or note</source>
        <translation>Añadir nombre o no&amp;ta</translation>
    </message>
    <message>
        <source>Add name or note</source>
        <translation>Añadir nombre o nota</translation>
    </message>
    <message>
        <source>The result will stand here.</source>
        <translation>Aquí aparecerá el resultado.</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Intentar ahora</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Ajustes…</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>C&amp;opiar</translation>
    </message>
    <message>
        <source>&amp;Put it back</source>
        <translation>De&amp;volverlo al campo</translation>
    </message>
</context>
<context>
    <name>CampaignBox</name>
    <message>
        <source>Choose a campaign</source>
        <translation>Elija una campaña</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaña</translation>
    </message>
    <message>
        <source>Type to search. In the list, Space ticks several.</source>
        <translation>Escriba para buscar. En la lista, la barra espaciadora marca varias.</translation>
    </message>
</context>
<context>
    <name>CampaignRows</name>
    <message>
        <source>All campaigns that use their own list ({count})</source>
        <translation>Todas las campañas que usan su propia lista ({count})</translation>
    </message>
    <message>
        <source>{campaign} (inactive)</source>
        <translation>{campaign} (inactiva)</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Accept this certificate?</source>
        <translation>¿Aceptar este certificado?</translation>
    </message>
    <message>
        <source>{host} shows a certificate with this SHA-256:</source>
        <translation>{host} presenta un certificado con este SHA-256:</translation>
    </message>
    <message>
        <source>It is not the certificate that was accepted before. Find out why.</source>
        <translation>No es el certificado que se aceptó antes. Averigüe por qué.</translation>
    </message>
    <message>
        <source>Compare it with what the dialler&apos;s administrator tells you.</source>
        <translation>Compárelo con lo que le diga el administrador del marcador.</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Aceptar</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Not blocked: {number}</source>
        <translation>No bloqueado: {number}</translation>
    </message>
</context>
<context>
    <name>ChecklistDialog</name>
    <message>
        <source>Checklist for the administrator</source>
        <translation>Lista de control para el administrador</translation>
    </message>
    <message>
        <source>The dialler tells nobody whether a campaign uses its lists. Its administrator sees it under Admin ▸ Campaigns ▸ Detail; please copy it from there. It decides when “Blocked” may be said.</source>
        <translation>El marcador no dice a nadie si una campaña usa sus listas. Su administrador lo ve en Admin ▸ Campaigns ▸ Detail; cópielo de allí, por favor. De eso depende cuándo se puede decir «Bloqueado».</translation>
    </message>
    <message>
        <source>Set by your organisation.</source>
        <translation>Lo fija su organización.</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>sin comprobar</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaña</translation>
    </message>
    <message>
        <source>No campaign is known yet. Once the dialler has answered, they stand here.</source>
        <translation>Aún no se conoce ninguna campaña. Aparecerán aquí cuando el marcador haya respondido.</translation>
    </message>
</context>
<context>
    <name>ChosenLine</name>
    <message>
        <source>{count} campaigns:</source>
        <translation>{count} campañas:</translation>
    </message>
</context>
<context>
    <name>ClipboardOffer</name>
    <message>
        <source>Use {number} from the clipboard</source>
        <translation>Usar {number} del portapapeles</translation>
    </message>
    <message>
        <source>{what} ({keys})</source>
        <translation>{what} ({keys})</translation>
    </message>
</context>
<context>
    <name>ColumnsButton</name>
    <message>
        <source>Columns and order</source>
        <translation>Columnas y orden</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Ordenar por</translation>
    </message>
</context>
<context>
    <name>ConfirmStrip</name>
    <message>
        <source>Enter again confirms, Escape withdraws.</source>
        <translation>Intro otra vez confirma, Escape lo retira.</translation>
    </message>
    <message>
        <source>&amp;Yes, everywhere</source>
        <translation>&amp;Sí, en todas partes</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Retirar</translation>
    </message>
    <message>
        <source>Block {number} everywhere?</source>
        <translation>¿Bloquear {number} en todas partes?</translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message>
        <source>&amp;Test connection</source>
        <translation>&amp;Probar la conexión</translation>
    </message>
    <message>
        <source>Accept this &amp;certificate…</source>
        <translation>Aceptar este &amp;certificado…</translation>
    </message>
    <message>
        <source>Change something first: the same would be refused again.</source>
        <translation>Cambie algo antes: lo mismo se rechazaría otra vez.</translation>
    </message>
    <message>
        <source>What the test has found</source>
        <translation>Lo que encontró la prueba</translation>
    </message>
    <message>
        <source>Asking the dialler…</source>
        <translation>Preguntando al marcador…</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>dncdesk has made a mistake</source>
        <translation>dncdesk ha cometido un error</translation>
    </message>
    <message>
        <source>Something went wrong inside dncdesk</source>
        <translation>Algo falló dentro de dncdesk</translation>
    </message>
    <message>
        <source>Every request that the log shows is safe and is carried on with. Look whether the last one is there. Please send this report to whoever looks after dncdesk; it holds no password.</source>
        <translation>Todas las solicitudes que muestra el registro están a salvo y siguen su curso. Mire si la última está ahí. Envíe este informe a quien se ocupe de dncdesk; no contiene ninguna contraseña.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>DetailFields</name>
    <message>
        <source>Asked at</source>
        <translation>Pedido el</translation>
    </message>
    <message>
        <source>Time zone in which they asked</source>
        <translation>Zona horaria en que lo pidió</translation>
    </message>
    <message>
        <source>for every campaign</source>
        <translation>para todas las campañas</translation>
    </message>
    <message>
        <source>They asked for every campaign</source>
        <translation>Lo pidió para todas las campañas</translation>
    </message>
    <message>
        <source>They asked not to be called at all. What is done stays as chosen above; this is kept beside it.</source>
        <translation>Pidió que no se le llame en absoluto. Lo que se hace queda como se eligió arriba; esto se guarda al lado.</translation>
    </message>
    <message>
        <source>&amp;Asked at</source>
        <translation>&amp;Pedido el</translation>
    </message>
    <message>
        <source>Unfolded</source>
        <translation>Desplegado</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>Plegado</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>taken by</source>
        <translation>atendido por</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>referencia</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>no name or note</source>
        <translation>sin nombre ni nota</translation>
    </message>
    <message>
        <source>Asked just now</source>
        <translation>Pedido ahora mismo</translation>
    </message>
    <message>
        <source>Asked {when}</source>
        <translation>Pedido el {when}</translation>
    </message>
    <message>
        <source>Asked {when} {zone}</source>
        <translation>Pedido el {when} {zone}</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Cerrar los detalles</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Cerrar (Esc)</translation>
    </message>
    <message>
        <source>Show the dialler&apos;s answers</source>
        <translation>Mostrar las respuestas del marcador</translation>
    </message>
    <message>
        <source>{outcome} · {place}</source>
        <translation>{outcome} · {place}</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Name and note</source>
        <translation>Nombre y nota</translation>
    </message>
    <message>
        <source>Kept beside the request, with your name and the time. Nothing is overwritten.</source>
        <translation>Se guarda junto a la solicitud, con su nombre y la hora. No se sobrescribe nada.</translation>
    </message>
    <message>
        <source>Kept beside each of the {count} requests, with your name and the time.</source>
        <translation>Se guarda junto a cada una de las {count} solicitudes, con su nombre y la hora.</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>No se guardó. {why}</translation>
    </message>
    <message>
        <source>Saved for {done} of {all} only. {why}</source>
        <translation>Guardado solo para {done} de {all}. {why}</translation>
    </message>
</context>
<context>
    <name>DraftModel</name>
    <message>
        <source>Line</source>
        <translation>Línea</translation>
    </message>
    <message>
        <source>As typed (Enter edits)</source>
        <translation>Como se escribió (Intro edita)</translation>
    </message>
    <message>
        <source>Will be sent</source>
        <translation>Se enviará</translation>
    </message>
    <message>
        <source>No number here.</source>
        <translation>Aquí no hay ningún número.</translation>
    </message>
    <message>
        <source>Sends {digits}</source>
        <translation>Envía {digits}</translation>
    </message>
    <message>
        <source>no such number is in use: check it</source>
        <translation>no existe un número así: compruébelo</translation>
    </message>
    <message numerus="yes">
        <source>stands %Ln more times in the list; sent once</source>
        <translation>
            <numerusform>está %Ln vez más en la lista; se envía una vez</numerusform>
            <numerusform>está %Ln veces más en la lista; se envía una vez</numerusform>
        </translation>
    </message>
    <message>
        <source>no number</source>
        <translation>ningún número</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>&amp;Today</source>
        <translation>&amp;Hoy</translation>
    </message>
    <message>
        <source>This &amp;week, by campaign</source>
        <translation>Esta &amp;semana, por campaña</translation>
    </message>
    <message>
        <source>&amp;New or changed since the last export</source>
        <translation>&amp;Nuevo o cambiado desde la última exportación</translation>
    </message>
    <message>
        <source>What the table shows n&amp;ow</source>
        <translation>L&amp;o que muestra ahora la tabla</translation>
    </message>
    <message>
        <source>E&amp;verything</source>
        <translation>&amp;Todo</translation>
    </message>
    <message>
        <source>E&amp;xcel workbook (XLSX)</source>
        <translation>Libro de E&amp;xcel (XLSX)</translation>
    </message>
    <message>
        <source>&amp;CSV, for any spreadsheet</source>
        <translation>&amp;CSV, para cualquier hoja de cálculo</translation>
    </message>
    <message>
        <source>&amp;PDF, to read and to print</source>
        <translation>&amp;PDF, para leer e imprimir</translation>
    </message>
    <message>
        <source>&amp;JSONL, every event with its hash</source>
        <translation>&amp;JSONL, cada suceso con su hash</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir la ca&amp;rpeta</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Guardar como…</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>&amp;Parar</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Tipo de archivo</translation>
    </message>
    <message>
        <source>Save the export as</source>
        <translation>Guardar la exportación como</translation>
    </message>
    <message>
        <source>&amp;New or changed since the last export ({moment})</source>
        <translation>&amp;Nuevo o cambiado desde la última exportación ({moment})</translation>
    </message>
    <message>
        <source>Written: {file}. Entries: {count}.</source>
        <translation>Escrito: {file}. Entradas: {count}.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Parado. No se escribió nada.</translation>
    </message>
</context>
<context>
    <name>FirstPage</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Seguir</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>Not no&amp;w</source>
        <translation>Ahora n&amp;o</translation>
    </message>
    <message>
        <source>Escape. The menu and the result&apos;s card lead back here.</source>
        <translation>Escape. El menú y la tarjeta del resultado vuelven aquí.</translation>
    </message>
    <message>
        <source>Set up dncdesk</source>
        <translation>Configurar dncdesk</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Paso {number} de {count}</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>It is tried again by itself, after the next start too. Click to try now.</source>
        <translation>Se intenta de nuevo solo, también tras el próximo inicio. Haga clic para intentarlo ahora.</translation>
    </message>
    <message>
        <source>{count} not delivered yet, since {moment}</source>
        <translation>{count} sin entregar desde {moment}</translation>
    </message>
    <message>
        <source>{count} not delivered yet</source>
        <translation>{count} sin entregar</translation>
    </message>
    <message>
        <source>{what} · kept for the next start · Try now</source>
        <translation>{what} · guardado para el próximo inicio · Intentar ahora</translation>
    </message>
    <message>
        <source>{what} · Try now</source>
        <translation>{what} · Intentar ahora</translation>
    </message>
    <message>
        <source>Earlier requests that need a look: {count}</source>
        <translation>Solicitudes anteriores que hay que revisar: {count}</translation>
    </message>
    <message>
        <source>Version {version} is published</source>
        <translation>Se ha publicado la versión {version}</translation>
    </message>
    <message>
        <source>{words} · Show where</source>
        <translation>{words} · Mostrar dónde</translation>
    </message>
    <message>
        <source>List paused: {done} of {total}</source>
        <translation>Lista en pausa: {done} de {total}</translation>
    </message>
    <message>
        <source>List: {done} of {total}</source>
        <translation>Lista: {done} de {total}</translation>
    </message>
    <message>
        <source>{words} · Show</source>
        <translation>{words} · Mostrar</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Number to block</source>
        <translation>Número que se bloquea</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>Co&amp;mprobar</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Asks the dialler whether the number is blocked. Changes nothing there.</source>
        <translation>Pregunta al marcador si el número está bloqueado. No cambia nada allí.</translation>
    </message>
    <message>
        <source>&amp;Number to block</source>
        <translation>&amp;Número que se bloquea</translation>
    </message>
    <message>
        <source>&amp;Campaign</source>
        <translation>&amp;Campaña</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>&amp;Bloquear</translation>
    </message>
    <message>
        <source>Set up a dialler first</source>
        <translation>Configure primero un marcador</translation>
    </message>
    <message>
        <source>&amp;Block everywhere on {count} diallers</source>
        <translation>&amp;Bloquear en todas partes en {count} marcadores</translation>
    </message>
    <message>
        <source>&amp;Block everywhere</source>
        <translation>&amp;Bloquear en todas partes</translation>
    </message>
    <message>
        <source>Choose a campaign</source>
        <translation>Elija una campaña</translation>
    </message>
    <message>
        <source>&amp;Block in {count} campaigns</source>
        <translation>&amp;Bloquear en {count} campañas</translation>
    </message>
    <message>
        <source>&amp;Block in {campaign}</source>
        <translation>&amp;Bloquear en {campaign}</translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message>
        <source>Ready to start</source>
        <translation>Listo para empezar</translation>
    </message>
    <message>
        <source>This is what the dialler has told.</source>
        <translation>Esto es lo que dijo el marcador.</translation>
    </message>
    <message>
        <source>&amp;Rights one by one</source>
        <translation>&amp;Permisos uno por uno</translation>
    </message>
    <message>
        <source>Chec&amp;klist…</source>
        <translation>Lis&amp;ta de control…</translation>
    </message>
    <message>
        <source>C&amp;opy it for the administrator</source>
        <translation>C&amp;opiarlo para el administrador</translation>
    </message>
    <message>
        <source>Number to practise with</source>
        <translation>Número para practicar</translation>
    </message>
    <message>
        <source>&amp;Try one</source>
        <translation>&amp;Probar uno</translation>
    </message>
    <message>
        <source>How numbers are written there</source>
        <translation>Cómo se escriben allí los números</translation>
    </message>
    <message>
        <source>Cou&amp;ntry</source>
        <translation>Paí&amp;s</translation>
    </message>
    <message>
        <source>&amp;Leads</source>
        <translation>&amp;Leads</translation>
    </message>
    <message>
        <source>For the administrator</source>
        <translation>Para el administrador</translation>
    </message>
    <message>
        <source>Whether a campaign uses its do-not-call list, the dialler tells nobody. Its administrator sees it; until somebody has said so, “Blocked” adds that it is not confirmed.</source>
        <translation>Si una campaña usa su lista de no llamar, el marcador no se lo dice a nadie. Su administrador lo ve; hasta que alguien lo diga, «Bloqueado» añade que no está confirmado.</translation>
    </message>
    <message>
        <source>Try one on the practice dialler</source>
        <translation>Probar uno en el marcador de práctica</translation>
    </message>
    <message>
        <source>It shows what an outcome looks like. Nobody&apos;s real list is touched.</source>
        <translation>Muestra cómo se ve un resultado. No se toca la lista real de nadie.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Empezar</translation>
    </message>
    <message>
        <source>{host}: VICIdial {version}, build {build}</source>
        <translation>{host}: VICIdial {version}, compilación {build}</translation>
    </message>
    <message>
        <source>The login of {user} works.</source>
        <translation>El acceso de {user} funciona.</translation>
    </message>
    <message>
        <source>No campaign can be seen. You can type a campaign&apos;s id, or block everywhere.</source>
        <translation>No se ve ninguna campaña. Puede escribir el id de una campaña o bloquear en todas partes.</translation>
    </message>
    <message>
        <source>Active campaigns: {names}</source>
        <translation>Campañas activas: {names}</translation>
    </message>
    <message>
        <source>{count} active campaigns</source>
        <translation>{count} campañas activas</translation>
    </message>
    <message>
        <source>{active}; {rest} inactive</source>
        <translation>{active}; {rest} inactivas</translation>
    </message>
    <message>
        <source>Set by your organisation.</source>
        <translation>Lo fija su organización.</translation>
    </message>
    <message>
        <source>Leads here are written in more than one way. dncdesk looks for all of them; choose the more usual one.</source>
        <translation>Aquí los leads se escriben de más de una manera. dncdesk los busca todos; elija la más habitual.</translation>
    </message>
    <message>
        <source>Learned from {count} leads in the queue.</source>
        <translation>Aprendido de {count} leads de la cola.</translation>
    </message>
    <message>
        <source>No lead could be looked at, so this is only what is usual in {country}. If a lead of yours looks otherwise, change it: the dialler compares digit by digit.</source>
        <translation>No se pudo ver ningún lead, así que esto es solo lo habitual en {country}. Si un lead suyo se ve de otra manera, cámbielo: el marcador compara dígito por dígito.</translation>
    </message>
    <message>
        <source>C&amp;opied</source>
        <translation>C&amp;opiado</translation>
    </message>
    <message>
        <source>dncdesk asks {host} as the API user {user}.</source>
        <translation>dncdesk pregunta a {host} como el usuario de la API {user}.</translation>
    </message>
    <message>
        <source>This account may not do all that it needs:</source>
        <translation>Esta cuenta no puede hacer todo lo que necesita:</translation>
    </message>
    <message>
        <source>Which do-not-call lists does each campaign use? Admin ▸ Campaigns ▸ Detail shows it; no API function does.</source>
        <translation>¿Qué listas de no llamar usa cada campaña? Lo muestra Admin ▸ Campaigns ▸ Detail; ninguna función de la API.</translation>
    </message>
    <message>
        <source>Asking the practice dialler…</source>
        <translation>Preguntando al marcador de práctica…</translation>
    </message>
</context>
<context>
    <name>Hands</name>
    <message>
        <source>Go to the number</source>
        <translation>Ir al número</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Buscar en el registro</translation>
    </message>
    <message>
        <source>Block everywhere, whatever campaign is chosen</source>
        <translation>Bloquear en todas partes, sea cual sea la campaña elegida</translation>
    </message>
    <message>
        <source>Use the number that is offered from the clipboard</source>
        <translation>Usar el número que se ofrece del portapapeles</translation>
    </message>
    <message>
        <source>On the internal list: no campaign that uses it calls this number any more.</source>
        <translation>En la lista interna: ninguna campaña que la use llama ya a este número.</translation>
    </message>
    <message>
        <source>On every dialler: {servers}. {covers}</source>
        <translation>En todos los marcadores: {servers}. {covers}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Practice: nothing here is real</source>
        <translation>Práctica: aquí nada es real</translation>
    </message>
    <message>
        <source>Not encrypted: the password travels readable (http)</source>
        <translation>Sin cifrar: la contraseña viaja legible (http)</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>Ser&amp;vidor</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>answers, but not all is delivered</source>
        <translation>responde, pero no todo está entregado</translation>
    </message>
    <message>
        <source>connected, {count} ms</source>
        <translation>conectado, {count} ms</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>conectado</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help - dncdesk</source>
        <translation>Ayuda - dncdesk</translation>
    </message>
    <message>
        <source>For &amp;supervisors</source>
        <translation>Para &amp;supervisores</translation>
    </message>
    <message>
        <source>For &amp;administrators</source>
        <translation>Para &amp;administradores</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Teclas</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>The help&apos;s pages are not where the program was installed.</source>
        <translation>Las páginas de la ayuda no están donde se instaló el programa.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>In the number field</source>
        <translation>En el campo del número</translation>
    </message>
    <message>
        <source>Everywhere in the window</source>
        <translation>En toda la ventana</translation>
    </message>
    <message>
        <source>With Alt and a letter, as the window is now</source>
        <translation>Con Alt y una letra, tal como está la ventana</translation>
    </message>
</context>
<context>
    <name>ImportColumns</name>
    <message>
        <source>&amp;Number</source>
        <translation>&amp;Número</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Fecha</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>No&amp;mbre</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;ota</translation>
    </message>
    <message>
        <source>Cam&amp;paign</source>
        <translation>Cam&amp;paña</translation>
    </message>
    <message>
        <source>month/day/year</source>
        <translation>mes/día/año</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>día/mes/año</translation>
    </message>
    <message>
        <source>Dates are w&amp;ritten</source>
        <translation>Las fechas &amp;van como</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>Columna {number}</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a former log</source>
        <translation>Importar un registro anterior</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>&amp;Elegir un archivo…</translation>
    </message>
    <message>
        <source>The file&apos;s first rows</source>
        <translation>Las primeras filas del archivo</translation>
    </message>
    <message>
        <source>Rows without a number</source>
        <translation>Filas sin número</translation>
    </message>
    <message>
        <source>&amp;Take in</source>
        <translation>&amp;Incorporar</translation>
    </message>
    <message>
        <source>A list that was kept before dncdesk, saved as CSV. Its rows are marked as imported: nothing is sent, and nothing is said of them but what the file says.</source>
        <translation>Una lista llevada antes de dncdesk, guardada como CSV. Sus filas se marcan como importadas: no se envía nada y de ellas solo se dice lo que dice el archivo.</translation>
    </message>
    <message>
        <source>Open a former log</source>
        <translation>Abrir un registro anterior</translation>
    </message>
    <message>
        <source>Tables as text (*.csv *.tsv *.txt)</source>
        <translation>Tablas en texto (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Line {line}: {text}</source>
        <translation>Línea {line}: {text}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… y {count} más</translation>
    </message>
    <message>
        <source>&amp;Leave out rows without a number: {count}</source>
        <translation>&amp;Dejar fuera las filas sin número: {count}</translation>
    </message>
    <message>
        <source>Rows to take in: {count}.</source>
        <translation>Filas que se incorporan: {count}.</translation>
    </message>
    <message>
        <source>Without a date that can be read: {count}; they get the time of the import.</source>
        <translation>Sin una fecha legible: {count}; reciben la hora de la importación.</translation>
    </message>
    <message>
        <source>Taken in from {file}: {count} rows.</source>
        <translation>Incorporado de {file}: {count} filas.</translation>
    </message>
    <message>
        <source>Taken back: {file} of {moment}, {count} rows.</source>
        <translation>Retirado: {file} del {moment}, {count} filas.</translation>
    </message>
</context>
<context>
    <name>ImportsList</name>
    <message>
        <source>Taken in &amp;before</source>
        <translation>Incorporado &amp;antes</translation>
    </message>
    <message>
        <source>Take bac&amp;k…</source>
        <translation>Re&amp;tirar…</translation>
    </message>
    <message>
        <source>{file}, {moment}, {count} rows</source>
        <translation>{file}, {moment}, {count} filas</translation>
    </message>
    <message>
        <source>{file}, {moment}, not finished: {there} of {count} rows</source>
        <translation>{file}, {moment}, sin terminar: {there} de {count} filas</translation>
    </message>
    <message>
        <source>Take back an import?</source>
        <translation>¿Retirar una importación?</translation>
    </message>
    <message>
        <source>{count} rows of {file} will be removed from this log.</source>
        <translation>Se quitarán de este registro {count} filas de {file}.</translation>
    </message>
    <message>
        <source>Only imported rows go, with what was noted to them. Nothing changes at the dialler. That it was done stays in the log. The file can be taken in again.</source>
        <translation>Solo se van filas importadas, con lo anotado en ellas. En el marcador no cambia nada. En el registro queda que se hizo. El archivo se puede incorporar de nuevo.</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Retirar</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>&amp;Conservarlas</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Block the number; confirm what is asked</source>
        <translation>Bloquear el número; confirmar lo que se pregunta</translation>
    </message>
    <message>
        <source>Clear the field; withdraw what is asked</source>
        <translation>Vaciar el campo; retirar lo que se pregunta</translation>
    </message>
    <message>
        <source>The numbers entered before</source>
        <translation>Los números escritos antes</translation>
    </message>
    <message>
        <source>From one control to the next, and back</source>
        <translation>De un control al siguiente, y atrás</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>Español</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>1 request is not delivered yet. It goes on at the next start.</source>
        <translation>1 solicitud aún no está entregada. Seguirá en el próximo inicio.</translation>
    </message>
    <message>
        <source>{count} requests are not delivered yet. They go on at the next start.</source>
        <translation>{count} solicitudes aún no están entregadas. Seguirán en el próximo inicio.</translation>
    </message>
    <message>
        <source>Close dncdesk?</source>
        <translation>¿Cerrar dncdesk?</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>&amp;Stay in the tray</source>
        <translation>&amp;Seguir en la bandeja</translation>
    </message>
</context>
<context>
    <name>Leftovers</name>
    <message>
        <source>Not recorded: {number}</source>
        <translation>Sin registrar: {number}</translation>
    </message>
    <message>
        <source>Not recorded: {count} numbers</source>
        <translation>Sin registrar: {count} números</translation>
    </message>
    <message>
        <source>The log is open now. Press Enter to record what stands in the field.</source>
        <translation>El registro ya está abierto. Pulse Intro para registrar lo que hay en el campo.</translation>
    </message>
</context>
<context>
    <name>ListScope</name>
    <message>
        <source>&amp;Campaign</source>
        <translation>&amp;Campaña</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>Open a list</source>
        <translation>Abrir una lista</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.tsv *.xlsx *.xlsm);;All files (*)</source>
        <translation>Listas (*.txt *.csv *.tsv *.xlsx *.xlsm);;Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>LogFilters</name>
    <message>
        <source>Not blocked &amp;yet, next due first</source>
        <translation>Aún no bloqueado, primero lo que &amp;vence antes</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Cualquier fecha</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Esta semana</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mes</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>De … a …</translation>
    </message>
    <message>
        <source>Any outcome</source>
        <translation>Cualquier resultado</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Cualquier lugar</translation>
    </message>
    <message>
        <source>Any server</source>
        <translation>Cualquier servidor</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Cualquiera</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>&amp;Asked</source>
        <translation>P&amp;edido</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>&amp;Outcome</source>
        <translation>Res&amp;ultado</translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation>&amp;Dónde</translation>
    </message>
    <message>
        <source>Taken or entered &amp;by</source>
        <translation>Atendido o introducido p&amp;or</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>Ser&amp;vidor</translation>
    </message>
    <message>
        <source>&amp;Clear filters</source>
        <translation>&amp;Quitar filtros</translation>
    </message>
    <message>
        <source>Not blocked yet</source>
        <translation>Aún no bloqueado</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
</context>
<context>
    <name>LogHead</name>
    <message>
        <source>Search the log</source>
        <translation>Buscar en el registro</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Registro</translation>
    </message>
    <message>
        <source>&amp;Filter ({count})</source>
        <translation>&amp;Filtro ({count})</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtro</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Clear f&amp;ilters</source>
        <translation>Quitar f&amp;iltros</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Todavía nada.</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation>No se encontró nada para «{text}».</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>No se encontró nada.</translation>
    </message>
    <message>
        <source>Filters: {filters}</source>
        <translation>Filtros: {filters}</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} encontrados</translation>
    </message>
    <message>
        <source>Copied: {count}</source>
        <translation>Copiado: {count}</translation>
    </message>
    <message>
        <source>Copied: the first {count}. For more, export.</source>
        <translation>Copiado: los primeros {count}. Para más, exporte.</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>&amp;Open a list…</source>
        <translation>&amp;Abrir una lista…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Ajustes…</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Intentar ahora</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportar…</translation>
    </message>
    <message>
        <source>&amp;Import a former log…</source>
        <translation>&amp;Importar un registro anterior…</translation>
    </message>
    <message>
        <source>Start &amp;practice over</source>
        <translation>Reiniciar la &amp;práctica</translation>
    </message>
    <message>
        <source>&amp;Leave practice</source>
        <translation>&amp;Dejar la práctica</translation>
    </message>
    <message>
        <source>&amp;Practice…</source>
        <translation>&amp;Práctica…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Check the log…</source>
        <translation>&amp;Comprobar el registro…</translation>
    </message>
    <message>
        <source>&amp;Retire old records…</source>
        <translation>&amp;Retirar registros antiguos…</translation>
    </message>
    <message>
        <source>&amp;About dncdesk</source>
        <translation>&amp;Acerca de dncdesk</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message>
        <source>dncdesk</source>
        <translation>dncdesk</translation>
    </message>
    <message>
        <source>{doing} - dncdesk</source>
        <translation>{doing} - dncdesk</translation>
    </message>
    <message>
        <source>Practice has a window of its own. When you leave it, go on here.</source>
        <translation>La práctica tiene una ventana propia. Cuando la deje, siga aquí.</translation>
    </message>
    <message>
        <source>The practice dialler is as it was at first. The log stays.</source>
        <translation>El marcador de práctica está como al principio. El registro se conserva.</translation>
    </message>
    <message>
        <source>Practice starts over</source>
        <translation>La práctica empieza de nuevo</translation>
    </message>
</context>
<context>
    <name>ManyWindow</name>
    <message>
        <source>List of numbers - dncdesk</source>
        <translation>Lista de números - dncdesk</translation>
    </message>
    <message>
        <source>Close this list?</source>
        <translation>¿Cerrar esta lista?</translation>
    </message>
    <message>
        <source>Nothing of it has been sent.</source>
        <translation>No se ha enviado nada de ella.</translation>
    </message>
    <message>
        <source>&amp;Close the list</source>
        <translation>&amp;Cerrar la lista</translation>
    </message>
    <message>
        <source>&amp;Keep it open</source>
        <translation>&amp;Dejarla abierta</translation>
    </message>
    <message numerus="yes">
        <source>Stop with %Ln numbers left?</source>
        <translation>
            <numerusform>¿Detener con %Ln número pendiente?</numerusform>
            <numerusform>¿Detener con %Ln números pendientes?</numerusform>
        </translation>
    </message>
    <message>
        <source>What is done stays done. The rest is kept for later, or taken back before it is sent.</source>
        <translation>Lo hecho, hecho está. El resto se guarda para más tarde o se retira antes de enviarse.</translation>
    </message>
    <message>
        <source>&amp;Keep for later</source>
        <translation>&amp;Guardar para más tarde</translation>
    </message>
    <message>
        <source>&amp;Drop the rest</source>
        <translation>&amp;Descartar el resto</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Seguir</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>Exportar resultados</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>Libro de Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Escrito: {path}</translation>
    </message>
</context>
<context>
    <name>NearPage</name>
    <message>
        <source>&amp;Keep the window on top</source>
        <translation>&amp;Mantener la ventana encima</translation>
    </message>
    <message>
        <source>Icon in the system tra&amp;y</source>
        <translation>Icono en la &amp;bandeja del sistema</translation>
    </message>
    <message>
        <source>&amp;Play a sound with each result</source>
        <translation>&amp;Sonido con cada resultado</translation>
    </message>
    <message>
        <source>Global shortcut</source>
        <translation>Atajo global</translation>
    </message>
    <message>
        <source>None: press the keys here</source>
        <translation>Ninguno: pulse las teclas aquí</translation>
    </message>
    <message>
        <source>No shortc&amp;ut</source>
        <translation>Sin ata&amp;jo</translation>
    </message>
    <message>
        <source>Set by your organisation.</source>
        <translation>Lo fija su organización.</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Esta ventana</translation>
    </message>
    <message>
        <source>&amp;Bring it up from any program</source>
        <translation>&amp;Traerla desde cualquier programa</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>En este equipo</translation>
    </message>
    <message>
        <source>Start when &amp;I log in</source>
        <translation>&amp;Iniciar cuando entro en el equipo</translation>
    </message>
    <message>
        <source>Open &amp;dnc: links</source>
        <translation>Abrir enlaces d&amp;nc:</translation>
    </message>
    <message>
        <source>Open te&amp;l: links</source>
        <translation>Abrir enlaces te&amp;l:</translation>
    </message>
    <message>
        <source>A link only fills the number field. It never blocks by itself.</source>
        <translation>Un enlace solo llena el campo del número. Nunca bloquea por sí solo.</translation>
    </message>
    <message>
        <source>Works now: press it in any program.</source>
        <translation>Ya funciona: púlselo en cualquier programa.</translation>
    </message>
</context>
<context>
    <name>NoteFields</name>
    <message>
        <source>How they asked</source>
        <translation>Cómo lo pidió</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Atendido por</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Lead or recording</source>
        <translation>Lead o grabación</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>&amp;Cómo</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>No&amp;mbre</translation>
    </message>
    <message>
        <source>Taken b&amp;y</source>
        <translation>&amp;Atendido por</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>&amp;Referencia</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Progress</source>
        <translation>Avance</translation>
    </message>
</context>
<context>
    <name>ProofSheet</name>
    <message>
        <source>Opt-out {number}</source>
        <translation>Solicitud {number}</translation>
    </message>
    <message>
        <source>{title} · written {moment} by dncdesk {version}</source>
        <translation>{title} · escrito el {moment} por dncdesk {version}</translation>
    </message>
    <message>
        <source>Proof of a removal</source>
        <translation>Prueba de una retirada de la lista</translation>
    </message>
    <message>
        <source>Proof of a do-not-call request</source>
        <translation>Prueba de una solicitud de no llamar</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Imported from a former log. There are no steps here, and the chain of hashes does not cover it.</source>
        <translation>Importado de un registro anterior. Aquí no hay pasos, y la cadena de hashes no lo abarca.</translation>
    </message>
    <message>
        <source>What happened (times in {zone}, where no other is given)</source>
        <translation>Qué pasó (horas en {zone}, donde no se indica otra)</translation>
    </message>
    <message>
        <source>… {count} lines left out here; the log and its exports have them all.</source>
        <translation>… aquí se omiten {count} líneas; el registro y sus exportaciones las tienen todas.</translation>
    </message>
    <message>
        <source>Hashes (SHA-256)</source>
        <translation>Hashes (SHA-256)</translation>
    </message>
    <message>
        <source>First event, #{seq}</source>
        <translation>Primer suceso, n.º {seq}</translation>
    </message>
    <message>
        <source>Last event, #{seq}</source>
        <translation>Último suceso, n.º {seq}</translation>
    </message>
    <message>
        <source>Head of the log, #{seq}</source>
        <translation>Cabeza del registro, n.º {seq}</translation>
    </message>
    <message>
        <source>How this record is made</source>
        <translation>Cómo se hace este registro</translation>
    </message>
    <message>
        <source>What it cannot prove</source>
        <translation>Lo que no puede demostrar</translation>
    </message>
    <message>
        <source>This entry was taken in from a former log and stands beside the chain of hashes.</source>
        <translation>Esta entrada se incorporó de un registro anterior y está fuera de la cadena de hashes.</translation>
    </message>
    <message>
        <source>dncdesk writes a request into a log on this computer before anything is sent to the dialler, and then each step with the dialler&apos;s answer, without passwords. Each event carries the SHA-256 of itself and of the one before it: a change, a removal or an insertion made later shows (“dncdesk verify”). “Blocked” is written only of what was read back from the dialler.</source>
        <translation>dncdesk escribe una solicitud en un registro de este equipo antes de enviar nada al marcador, y después cada paso con la respuesta del marcador, sin contraseñas. Cada suceso lleva el SHA-256 de sí mismo y del anterior: un cambio, una supresión o una inserción posterior se nota («dncdesk verify»). «Bloqueado» se escribe solo de lo que se leyó de vuelta del marcador.</translation>
    </message>
    <message>
        <source>The server&apos;s build and clock were not known then.</source>
        <translation>La compilación y el reloj del servidor no se conocían entonces.</translation>
    </message>
    <message>
        <source>On {moment} the server answered as VICIdial {version}, build {build}.</source>
        <translation>El {moment} el servidor respondió como VICIdial {version}, compilación {build}.</translation>
    </message>
    <message>
        <source>The server&apos;s clock was ahead of this computer&apos;s by {seconds} s.</source>
        <translation>El reloj del servidor iba {seconds} s adelantado al de este equipo.</translation>
    </message>
    <message>
        <source>The server&apos;s clock was behind this computer&apos;s by {seconds} s.</source>
        <translation>El reloj del servidor iba {seconds} s atrasado respecto al de este equipo.</translation>
    </message>
    <message>
        <source>When and how the person asked is what was typed by whoever took it. The times are this computer&apos;s. The hashes show that nothing was changed since the head was printed or handed over, not before. What the dialler did afterwards, and calls made by hand, are not seen from here.</source>
        <translation>Cuándo y cómo lo pidió la persona es lo que escribió quien la atendió. Las horas son las de este equipo. Los hashes muestran que nada cambió desde que la cabeza se imprimió o se entregó, no antes. Lo que hizo después el marcador y las llamadas hechas a mano no se ven desde aquí.</translation>
    </message>
    <message>
        <source>The second witness is the server&apos;s own database: vicidial_api_log keeps these calls under the source {source}, vicidial_dnc_log the changes of its lists.</source>
        <translation>El segundo testigo es la propia base de datos del servidor: vicidial_api_log guarda estas llamadas con el origen {source}, y vicidial_dnc_log los cambios de sus listas.</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Type or paste it, then press Enter.</source>
        <translation>Escríbalo o péguelo y pulse Intro.</translation>
    </message>
    <message>
        <source>Not a full number yet.</source>
        <translation>El número aún no está completo.</translation>
    </message>
    <message>
        <source>Sends {digits}</source>
        <translation>Envía {digits}</translation>
    </message>
    <message>
        <source>“{part}” left out</source>
        <translation>se omite «{part}»</translation>
    </message>
    <message>
        <source>no such number is in use: check it</source>
        <translation>no existe un número así: compruébelo</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Reading {name}…</source>
        <translation>Leyendo {name}…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines so far</source>
        <translation>
            <numerusform>%Ln línea hasta ahora</numerusform>
            <numerusform>%Ln líneas hasta ahora</numerusform>
        </translation>
    </message>
    <message>
        <source>This list cannot be opened</source>
        <translation>No se puede abrir esta lista</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>for ever</source>
        <translation>para siempre</translation>
    </message>
    <message>
        <source> years</source>
        <translation> años</translation>
    </message>
    <message>
        <source>Folder for copies</source>
        <translation>Carpeta para las copias</translation>
    </message>
    <message>
        <source>None: no copy is made</source>
        <translation>Ninguna: no se hace copia</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Elegir…</translation>
    </message>
    <message>
        <source>&amp;Keep records</source>
        <translation>&amp;Conservar los registros</translation>
    </message>
    <message>
        <source>Nothing is ever removed by itself: somebody signs for it in the menu.</source>
        <translation>Nada se borra solo: alguien lo firma en el menú.</translation>
    </message>
    <message>
        <source>C&amp;opy each event to</source>
        <translation>C&amp;opiar cada suceso en</translation>
    </message>
    <message>
        <source>A folder on a share that IT names. The copies hold names and numbers, never a password.</source>
        <translation>Una carpeta compartida que indica informática. Las copias llevan nombres y números, nunca una contraseña.</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>Take off the list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message>
        <source>Takes the number off the internal list: this person may be called again.</source>
        <translation>Quita el número de la lista interna: se podrá volver a llamar a esta persona.</translation>
    </message>
    <message>
        <source>Takes the number off the list of {campaign}: this person may be called there again.</source>
        <translation>Quita el número de la lista de {campaign}: allí se podrá volver a llamar a esta persona.</translation>
    </message>
    <message>
        <source>Leads that were stopped stay stopped. The log keeps both, with the reason.</source>
        <translation>Los leads detenidos siguen detenidos. El registro conserva ambas cosas, con el motivo.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Motivo</translation>
    </message>
    <message>
        <source>&amp;Take it off</source>
        <translation>&amp;Quitarlo</translation>
    </message>
</context>
<context>
    <name>Reporter</name>
    <message>
        <source>Checking {number}</source>
        <translation>Comprobando {number}</translation>
    </message>
    <message>
        <source>Asking the dialler…</source>
        <translation>Preguntando al marcador…</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>dncdesk is starting; then it goes out.</source>
        <translation>dncdesk está iniciando; después se envía.</translation>
    </message>
    <message>
        <source>Recording {number}</source>
        <translation>Registrando {number}</translation>
    </message>
    <message>
        <source>Taking off: {number}</source>
        <translation>Quitando: {number}</translation>
    </message>
    <message>
        <source>Not taken off: {number}</source>
        <translation>No se quitó: {number}</translation>
    </message>
    <message>
        <source>Or switch on “Block everywhere”. Nothing has been sent.</source>
        <translation>O active «Bloquear en todas partes». No se ha enviado nada.</translation>
    </message>
    <message>
        <source>Choose a campaign first</source>
        <translation>Elija primero una campaña</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>No comprobado</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>Tenga en cuenta</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking the dialler…</source>
        <translation>Preguntando al marcador…</translation>
    </message>
    <message>
        <source>Taking off: {number}</source>
        <translation>Quitando: {number}</translation>
    </message>
    <message>
        <source>Recorded: {number}</source>
        <translation>Registrado: {number}</translation>
    </message>
</context>
<context>
    <name>RetentionDialog</name>
    <message>
        <source>Retire old records</source>
        <translation>Retirar registros antiguos</translation>
    </message>
    <message>
        <source>The log is checked first…</source>
        <translation>Primero se comprueba el registro…</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Avance de la comprobación</translation>
    </message>
    <message>
        <source>Your &amp;name, to sign off</source>
        <translation>Su &amp;nombre, como firma</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The log is not as it was written. Nothing is removed from it. See “Check the log”.</source>
        <translation>El registro no está como se escribió. No se quita nada de él. Vea «Comprobar el registro».</translation>
    </message>
    <message>
        <source>Looking for what is old enough…</source>
        <translation>Buscando lo bastante antiguo…</translation>
    </message>
    <message>
        <source>Nothing is older than {years} years and settled. Nothing to remove.</source>
        <translation>Nada tiene más de {years} años y está resuelto. No hay nada que quitar.</translation>
    </message>
    <message>
        <source>From {since} to {until}: {opt_outs} opt-outs in {events} events are older than {years} years and settled.</source>
        <translation>Del {since} al {until}: {opt_outs} solicitudes en {events} sucesos tienen más de {years} años y están resueltas.</translation>
    </message>
    <message>
        <source>With them go {count} imported ones.</source>
        <translation>Con ellas se van {count} importadas.</translation>
    </message>
    <message>
        <source>They are removed from this log for good: afterwards nobody can prove from it when these people asked. The numbers stay on the dialler&apos;s lists. Exports, backups and the seats&apos; copies are not touched. What stays keeps its proof, and your name stands in the log.</source>
        <translation>Se quitan de este registro para siempre: después nadie puede demostrar con él cuándo lo pidieron esas personas. Los números siguen en las listas del marcador. No se tocan exportaciones, copias de seguridad ni copias de los puestos. Lo que queda conserva su prueba, y su nombre figura en el registro.</translation>
    </message>
    <message>
        <source>&amp;Remove {count} opt-outs</source>
        <translation>&amp;Quitar {count} solicitudes</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Quitando…</translation>
    </message>
    <message>
        <source>Removed: {opt_outs} opt-outs. The log goes on from event {next}.</source>
        <translation>Quitadas: {opt_outs} solicitudes. El registro sigue desde el suceso {next}.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Sheet</source>
        <translation>Hoja</translation>
    </message>
    <message>
        <source>Column with the numbers</source>
        <translation>Columna con los números</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>&amp;Hoja</translation>
    </message>
    <message>
        <source>C&amp;olumn</source>
        <translation>C&amp;olumna</translation>
    </message>
    <message>
        <source>Numbers of the list</source>
        <translation>Números de la lista</translation>
    </message>
    <message numerus="yes">
        <source>%Ln numbers</source>
        <translation>
            <numerusform>%Ln número</numerusform>
            <numerusform>%Ln números</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only &amp;what needs a look (%Ln)</source>
        <translation>
            <numerusform>Solo &amp;lo que hay que mirar (%Ln)</numerusform>
            <numerusform>Solo &amp;lo que hay que mirar (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>pegado</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are no number for certain and are not sent</source>
        <translation>
            <numerusform>%Ln línea no es un número con certeza y no se envía</numerusform>
            <numerusform>%Ln líneas no son un número con certeza y no se envían</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln numbers cannot be held by a dialler and are not sent</source>
        <translation>
            <numerusform>%Ln número no cabe en algún marcador y no se envía</numerusform>
            <numerusform>%Ln números no caben en algún marcador y no se envían</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln doubles folded</source>
        <translation>
            <numerusform>%Ln repetido unido</numerusform>
            <numerusform>%Ln repetidos unidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines without a number</source>
        <translation>
            <numerusform>%Ln línea sin número</numerusform>
            <numerusform>%Ln líneas sin número</numerusform>
        </translation>
    </message>
    <message>
        <source>All of these: {columns}</source>
        <translation>Todas estas: {columns}</translation>
    </message>
    <message>
        <source>The whole line</source>
        <translation>La línea entera</translation>
    </message>
    <message>
        <source>There are numbers in {columns} too.</source>
        <translation>También hay números en {columns}.</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>Columna {number}</translation>
    </message>
    <message>
        <source>Set up a dialler first</source>
        <translation>Configure primero un marcador</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>No number to block</source>
        <translation>Ningún número que bloquear</translation>
    </message>
    <message>
        <source>Choose a campaign</source>
        <translation>Elija una campaña</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers everywhere on {diallers} diallers</source>
        <translation>
            <numerusform>&amp;Bloquear %Ln número en todas partes en {diallers} marcadores</numerusform>
            <numerusform>&amp;Bloquear %Ln números en todas partes en {diallers} marcadores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers everywhere</source>
        <translation>
            <numerusform>&amp;Bloquear %Ln número en todas partes</numerusform>
            <numerusform>&amp;Bloquear %Ln números en todas partes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers in {campaigns} campaigns</source>
        <translation>
            <numerusform>&amp;Bloquear %Ln número en {campaigns} campañas</numerusform>
            <numerusform>&amp;Bloquear %Ln números en {campaigns} campañas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers in {campaign}</source>
        <translation>
            <numerusform>&amp;Bloquear %Ln número en {campaign}</numerusform>
            <numerusform>&amp;Bloquear %Ln números en {campaign}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Detalles</translation>
    </message>
    <message>
        <source>Add a &amp;note…</source>
        <translation>Añadir una &amp;nota…</translation>
    </message>
    <message>
        <source>Chec&amp;k again</source>
        <translation>Compro&amp;bar de nuevo</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>&amp;Repetir</translation>
    </message>
    <message>
        <source>&amp;Take off…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>&amp;Copiar como texto</translation>
    </message>
    <message>
        <source>&amp;Proof sheet…</source>
        <translation>Hoja de &amp;prueba…</translation>
    </message>
</context>
<context>
    <name>RowWork</name>
    <message>
        <source>Another dialler than then</source>
        <translation>Otro marcador que entonces</translation>
    </message>
    <message>
        <source>This was for {then}. The form sends to {now}.</source>
        <translation>Esto era para {then}. El formulario envía a {now}.</translation>
    </message>
    <message>
        <source>The settings name no server {server} any more.</source>
        <translation>Los ajustes ya no nombran ningún servidor {server}.</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>No comprobado</translation>
    </message>
    <message>
        <source>opt-out {number} {day}.pdf</source>
        <translation>no llamar {number} {day}.pdf</translation>
    </message>
    <message>
        <source>Proof sheet</source>
        <translation>Hoja de prueba</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nada que mostrar</translation>
    </message>
    <message>
        <source>Not taken off</source>
        <translation>No se quitó</translation>
    </message>
    <message>
        <source>Proof sheet written</source>
        <translation>Hoja de prueba escrita</translation>
    </message>
    <message>
        <source>No proof sheet</source>
        <translation>Sin hoja de prueba</translation>
    </message>
</context>
<context>
    <name>RunModel</name>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>in line</source>
        <translation>en la fila</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Progress of the list</source>
        <translation>Progreso de la lista</translation>
    </message>
    <message>
        <source>Only &amp;what is not done</source>
        <translation>Solo &amp;lo que no está hecho</translation>
    </message>
    <message>
        <source>Results of the list</source>
        <translation>Resultados de la lista</translation>
    </message>
    <message>
        <source>&amp;Stop…</source>
        <translation>&amp;Detener…</translation>
    </message>
    <message>
        <source>&amp;Export results…</source>
        <translation>&amp;Exportar resultados…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message numerus="yes">
        <source>Finished: %Ln numbers</source>
        <translation>
            <numerusform>Terminado: %Ln número</numerusform>
            <numerusform>Terminado: %Ln números</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused: {done} of {total} requests</source>
        <translation>En pausa: {done} de {total} solicitudes</translation>
    </message>
    <message>
        <source>{done} of {total} requests done</source>
        <translation>{done} de {total} solicitudes hechas</translation>
    </message>
    <message>
        <source>Paused: {done} of {total}</source>
        <translation>En pausa: {done} de {total}</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} de {total} hechos</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Seguir</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausa</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Try %Ln again</source>
        <translation>
            <numerusform>&amp;Reintentar %Ln</numerusform>
            <numerusform>&amp;Reintentar %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} recorded so far</source>
        <translation>{count} registrados hasta ahora</translation>
    </message>
    <message>
        <source>goes on at the next start if you close</source>
        <translation>sigue al próximo inicio si cierra</translation>
    </message>
    <message>
        <source>{outcome}: {count} of {total}</source>
        <translation>{outcome}: {count} de {total}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln a second</source>
        <translation>
            <numerusform>%Ln por segundo</numerusform>
            <numerusform>%Ln por segundo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln a minute</source>
        <translation>
            <numerusform>%Ln por minuto</numerusform>
            <numerusform>%Ln por minuto</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>queda menos de un minuto</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes left</source>
        <translation>
            <numerusform>queda %Ln minuto</numerusform>
            <numerusform>quedan %Ln minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours left</source>
        <translation>
            <numerusform>queda %Ln hora</numerusform>
            <numerusform>quedan %Ln horas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerChooser</name>
    <message>
        <source>Dialler</source>
        <translation>Marcador</translation>
    </message>
    <message>
        <source>D&amp;ialler</source>
        <translation>&amp;Marcador</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Añadir…</translation>
    </message>
    <message>
        <source>Add a dialler</source>
        <translation>Añadir un marcador</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Remove this dialler</source>
        <translation>Quitar este marcador</translation>
    </message>
    <message>
        <source>Dialler {number}</source>
        <translation>Marcador {number}</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>¿Quitar {name}?</translation>
    </message>
    <message>
        <source>The log keeps what was done there.</source>
        <translation>El registro conserva lo que se hizo allí.</translation>
    </message>
    <message numerus="yes">
        <source>%n opt-out(s) still wait for it and would not be delivered.</source>
        <translation>
            <numerusform>%n solicitud aún espera a este marcador y no se entregaría.</numerusform>
            <numerusform>%n solicitudes aún esperan a este marcador y no se entregarían.</numerusform>
        </translation>
    </message>
    <message>
        <source>They stay in the log, and go out once a dialler of this name is set up again.</source>
        <translation>Se quedan en el registro y saldrán cuando se vuelva a configurar un marcador con este nombre.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Conservarlo</translation>
    </message>
</context>
<context>
    <name>ServerForm</name>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Dirección</translation>
    </message>
    <message>
        <source>API &amp;user</source>
        <translation>&amp;Usuario de la API</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Contraseña</translation>
    </message>
    <message>
        <source>As stored; type to change</source>
        <translation>La guardada; escriba para cambiarla</translation>
    </message>
    <message>
        <source>&amp;Name here</source>
        <translation>&amp;Nombre aquí</translation>
    </message>
    <message>
        <source>Count&amp;ry</source>
        <translation>Paí&amp;s</translation>
    </message>
    <message>
        <source>For whom these campaigns call</source>
        <translation>Para quién llaman estas campañas</translation>
    </message>
    <message>
        <source>Campaign &amp;groups</source>
        <translation>&amp;Grupos de campañas</translation>
    </message>
    <message>
        <source>Without country code (7275550101)</source>
        <translation>Sin código de país (7275550101)</translation>
    </message>
    <message>
        <source>With country code (17275550101)</source>
        <translation>Con código de país (17275550101)</translation>
    </message>
    <message>
        <source>As typed</source>
        <translation>Tal como se escribe</translation>
    </message>
    <message>
        <source>&amp;Leads carry numbers</source>
        <translation>Los &amp;leads llevan el número</translation>
    </message>
    <message>
        <source>Ca&amp;mpaigns</source>
        <translation>Ca&amp;mpañas</translation>
    </message>
    <message>
        <source>Only if the account may not list them</source>
        <translation>Solo si la cuenta no puede listarlas</translation>
    </message>
    <message>
        <source>None: the system&apos;s certificates</source>
        <translation>Ninguna: los del sistema</translation>
    </message>
    <message>
        <source>Certificate &amp;fingerprint</source>
        <translation>&amp;Huella del certificado</translation>
    </message>
    <message>
        <source>Only for a self-signed server (SHA-256)</source>
        <translation>Solo para un servidor autofirmado (SHA-256)</translation>
    </message>
    <message>
        <source>Stop this person&apos;s leads (status &amp;DNC)</source>
        <translation>Detener los leads de la persona (estado &amp;DNC)</translation>
    </message>
    <message>
        <source>Off: they are only taken out of the queue.</source>
        <translation>Desactivado: solo se sacan de la cola.</translation>
    </message>
    <message>
        <source>When blocking</source>
        <translation>Al bloquear</translation>
    </message>
    <message>
        <source>&amp;Brand or seller</source>
        <translation>&amp;Marca o vendedor</translation>
    </message>
    <message>
        <source>The API user is missing.</source>
        <translation>Falta el usuario de la API.</translation>
    </message>
    <message>
        <source>The fingerprint must have 64 hexadecimal digits (SHA-256).</source>
        <translation>La huella debe tener 64 dígitos hexadecimales (SHA-256).</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Elegir…</translation>
    </message>
    <message>
        <source>&amp;Own authority</source>
        <translation>Autoridad &amp;propia</translation>
    </message>
    <message>
        <source>Acme: SALES01, SALES02</source>
        <translation>Acme: SALES01, SALES02</translation>
    </message>
    <message>
        <source>Certificate authority (PEM)</source>
        <translation>Autoridad de certificación (PEM)</translation>
    </message>
    <message>
        <source>Days that count</source>
        <translation>Días que cuentan</translation>
    </message>
    <message>
        <source>business days in the US</source>
        <translation>días hábiles en EE. UU.</translation>
    </message>
    <message>
        <source>days, every day counts</source>
        <translation>días, cuentan todos</translation>
    </message>
    <message>
        <source>Honour in days</source>
        <translation>Cumplir en días</translation>
    </message>
    <message>
        <source>Honour in da&amp;ys</source>
        <translation>Cumplir en día&amp;s</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Chec&amp;klist…</source>
        <translation>Lis&amp;ta de control…</translation>
    </message>
    <message>
        <source>The practice dialler needs no settings.</source>
        <translation>El marcador de práctica no necesita ajustes.</translation>
    </message>
    <message>
        <source>Set by your organisation: the server. The password is yours.</source>
        <translation>Lo fija su organización: el servidor. La contraseña es suya.</translation>
    </message>
    <message>
        <source>Diall&amp;er</source>
        <translation>Mar&amp;cador</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Ventana</translation>
    </message>
    <message>
        <source>Record&amp;s</source>
        <translation>&amp;Registros</translation>
    </message>
    <message>
        <source>There is another dialler called {name}.</source>
        <translation>Ya hay otro marcador llamado {name}.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>{problem} dncdesk tries again by itself.</source>
        <translation>{problem} dncdesk lo intenta de nuevo solo.</translation>
    </message>
    <message>
        <source>Nothing can be recorded</source>
        <translation>No se puede registrar nada</translation>
    </message>
    <message>
        <source>It takes its address, an account, and a minute.</source>
        <translation>Hacen falta su dirección, una cuenta y un minuto.</translation>
    </message>
    <message>
        <source>No dialler set up yet</source>
        <translation>Aún no hay ningún marcador configurado</translation>
    </message>
    <message>
        <source>Certificate not accepted</source>
        <translation>Certificado no aceptado</translation>
    </message>
    <message>
        <source>What you enter is kept, and sent once the settings hold the password.</source>
        <translation>Lo que escriba se guarda y se envía cuando los ajustes tengan la contraseña.</translation>
    </message>
</context>
<context>
    <name>StoryView</name>
    <message>
        <source>Story</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>In the records</source>
        <translation>En los registros</translation>
    </message>
    <message>
        <source>{count} earlier lines are left out here.</source>
        <translation>Aquí se omiten {count} líneas anteriores.</translation>
    </message>
</context>
<context>
    <name>Together</name>
    <message>
        <source>Asking the dialler… {done} of {all} done.</source>
        <translation>Preguntando al marcador… {done} de {all} hechos.</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} y {count} más</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>dncdesk: {count} not delivered yet</source>
        <translation>dncdesk: {count} sin entregar</translation>
    </message>
    <message>
        <source>dncdesk: everything is delivered</source>
        <translation>dncdesk: todo está entregado</translation>
    </message>
</context>
<context>
    <name>UndoButton</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Takes the number off the list again (Ctrl+Z)</source>
        <translation>Quita el número de la lista otra vez (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo, as long as it is offered</source>
        <translation>Deshacer, mientras se ofrezca</translation>
    </message>
    <message>
        <source>&amp;Undo {seconds} s</source>
        <translation>&amp;Deshacer {seconds} s</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>Check the log</source>
        <translation>Comprobar el registro</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Avance de la comprobación</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>Copy the &amp;head</source>
        <translation>Copiar la ca&amp;beza</translation>
    </message>
    <message>
        <source>head printed on an export, 123:4f0c…</source>
        <translation>cabeza impresa en una exportación, 123:4f0c…</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>Com&amp;parar</translation>
    </message>
    <message>
        <source>Compare &amp;with an earlier one</source>
        <translation>Comparar &amp;con uno anterior</translation>
    </message>
    <message>
        <source>Checking every event…</source>
        <translation>Comprobando cada suceso…</translation>
    </message>
    <message>
        <source>The window can be used meanwhile; closing this ends the check.</source>
        <translation>Mientras tanto se puede usar la ventana; cerrar esto termina la comprobación.</translation>
    </message>
    <message>
        <source>The log is as it was written</source>
        <translation>El registro está como se escribió</translation>
    </message>
    <message>
        <source>Nothing was changed, removed or put in between. Events: {events}, opt-outs: {opt_outs}.</source>
        <translation>No se cambió, quitó ni intercaló nada. Sucesos: {events}, solicitudes: {opt_outs}.</translation>
    </message>
    <message>
        <source>The log is not as it was written</source>
        <translation>El registro no está como se escribió</translation>
    </message>
    <message>
        <source>Faults found: {count}. Keep the file as it is and tell IT. Events: {events}.</source>
        <translation>Fallos encontrados: {count}. Deje el archivo como está y avise a informática. Sucesos: {events}.</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>… y {count} más.</translation>
    </message>
    <message>
        <source>The log&apos;s head, event {seq}:</source>
        <translation>La cabeza del registro, suceso {seq}:</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>No comprobado</translation>
    </message>
</context>
<context>
    <name>WhereChoice</name>
    <message>
        <source>Block &amp;everywhere</source>
        <translation>Bloquear &amp;en todas partes</translation>
    </message>
    <message>
        <source>Block everywhere</source>
        <translation>Bloquear en todas partes</translation>
    </message>
    <message>
        <source>Everywhere on</source>
        <translation>En todas partes:</translation>
    </message>
    <message>
        <source>on this dialler</source>
        <translation>en este marcador</translation>
    </message>
    <message>
        <source>on every dialler</source>
        <translation>en todos los marcadores</translation>
    </message>
    <message>
        <source>Block everywhere instead</source>
        <translation>Mejor bloquear en todas partes</translation>
    </message>
    <message>
        <source>Nobody has said whether these use their own list: {campaigns}.</source>
        <translation>Nadie ha dicho si estas usan su propia lista: {campaigns}.</translation>
    </message>
    <message>
        <source>Internal list: every campaign that uses it</source>
        <translation>Lista interna: todas las campañas que la usan</translation>
    </message>
    <message>
        <source>Internal list. {advice}</source>
        <translation>Lista interna. {advice}</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>As the system</source>
        <translation>El del sistema</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>I&amp;dioma</translation>
    </message>
    <message>
        <source>Spoken once the settings are closed; at the next start, if something is still open.</source>
        <translation>Se habla al cerrar los ajustes; al próximo inicio, si aún hay algo abierto.</translation>
    </message>
</context>
<context>
    <name>ZoneBox</name>
    <message>
        <source>Time here</source>
        <translation>Hora de aquí</translation>
    </message>
    <message>
        <source>Eastern</source>
        <translation>Este</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Centro</translation>
    </message>
    <message>
        <source>Mountain</source>
        <translation>Montaña</translation>
    </message>
    <message>
        <source>Arizona</source>
        <translation>Arizona</translation>
    </message>
    <message>
        <source>Pacific</source>
        <translation>Pacífico</translation>
    </message>
    <message>
        <source>Alaska</source>
        <translation>Alaska</translation>
    </message>
    <message>
        <source>Hawaii</source>
        <translation>Hawái</translation>
    </message>
    <message>
        <source>Newfoundland</source>
        <translation>Terranova</translation>
    </message>
    <message>
        <source>Atlantic</source>
        <translation>Atlántico</translation>
    </message>
    <message>
        <source>Saskatchewan</source>
        <translation>Saskatchewan</translation>
    </message>
    <message>
        <source>Puerto Rico</source>
        <translation>Puerto Rico</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
</context>
<context>
    <name>_Words</name>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Plazo</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Blocked at</source>
        <translation>Bloqueado el</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Atendido por</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>Introducido por</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Lo más nuevo primero</translation>
    </message>
</context>
<context>
    <name>pdf</name>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Página {page} de {count}</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>- … and {count} more.</source>
        <translation>- … y {count} más.</translation>
    </message>
    <message>
        <source>--campaign names none. Leave it out for all of them.</source>
        <translation>--campaign no nombra ninguna. Omítalo para todas.</translation>
    </message>
    <message>
        <source>--since {since} is after --until {until}.</source>
        <translation>--since {since} es posterior a --until {until}.</translation>
    </message>
    <message>
        <source>A call is in progress right now.</source>
        <translation>Hay una llamada en curso en este momento.</translation>
    </message>
    <message>
        <source>A call is in progress right now; it cannot be stopped.</source>
        <translation>Hay una llamada en curso en este momento; no se puede detener.</translation>
    </message>
    <message>
        <source>A call to it is in progress.</source>
        <translation>Hay una llamada en curso a él.</translation>
    </message>
    <message>
        <source>A callback is set and may go out whatever the lists say.</source>
        <translation>Hay una devolución de llamada programada y puede salir digan lo que digan las listas.</translation>
    </message>
    <message>
        <source>A callback is set and may go out whatever the lists say: take it back in VICIdial.</source>
        <translation>Hay una devolución de llamada programada y puede salir digan lo que digan las listas: anúlela en VICIdial.</translation>
    </message>
    <message>
        <source>A line of the log in {folder} is damaged. Tell IT.</source>
        <translation>Una línea del registro en {folder} está dañada. Avise a informática.</translation>
    </message>
    <message>
        <source>A newly loaded lead in {campaigns} would be called: there, “Use Internal DNC List” is N.</source>
        <translation>Se llamaría a un lead nuevo de {campaigns}: allí «Use Internal DNC List» está en N.</translation>
    </message>
    <message>
        <source>A newly loaded lead would be called. Block the number everywhere, or in the campaign under “Use Other Campaign DNC”.</source>
        <translation>Se llamaría a un lead nuevo. Bloquee el número en todas partes o en la campaña que figura en «Use Other Campaign DNC».</translation>
    </message>
    <message>
        <source>A newly loaded lead would be called. Set “Use Campaign DNC List” of {campaign} to Y, or block the number everywhere.</source>
        <translation>Se llamaría a un lead nuevo. Ponga «Use Campaign DNC List» de {campaign} en Y o bloquee el número en todas partes.</translation>
    </message>
    <message>
        <source>A shortcut is one key together with Ctrl, Alt or the Windows key. Press them again.</source>
        <translation>Un atajo es una tecla junto con Ctrl, Alt o la tecla Windows. Púlselas de nuevo.</translation>
    </message>
    <message>
        <source>A spreadsheet has turned this number into {text} and its last digits may be lost; format the cell as text there and copy it again.</source>
        <translation>Una hoja de cálculo convirtió este número en {text} y pueden faltar sus últimos dígitos; dé formato de texto a la celda y cópielo de nuevo.</translation>
    </message>
    <message>
        <source>A text that ends in “…” is cut here; the other kinds of file hold it whole.</source>
        <translation>Un texto que acaba en «…» está cortado aquí; los otros tipos de archivo lo llevan entero.</translation>
    </message>
    <message>
        <source>API user</source>
        <translation>Usuario de la API</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>An apostrophe in front of a text only keeps it a text.</source>
        <translation>Un apóstrofo delante de un texto solo hace que siga siendo texto.</translation>
    </message>
    <message>
        <source>An older version of dncdesk wrote this file: its table of opt-outs was not compared.</source>
        <translation>Este archivo lo escribió una versión anterior de dncdesk: su tabla de solicitudes no se comparó.</translation>
    </message>
    <message>
        <source>Another program holds {keys}. Take another.</source>
        <translation>Otro programa ya usa {keys}. Elija otro.</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>De otra forma</translation>
    </message>
    <message>
        <source>Another window could not be opened.</source>
        <translation>No se pudo abrir otra ventana.</translation>
    </message>
    <message>
        <source>As typed</source>
        <translation>Tal como se escribe</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>Pedido el</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Pedido para</translation>
    </message>
    <message>
        <source>Asked the dialler to stop lead {lead}. What came back is no answer of a dialler.</source>
        <translation>Se pidió al marcador detener el lead {lead}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the internal list. It refused that.</source>
        <translation>Se pidió al marcador quitar {number} de la lista interna. Lo rechazó.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the internal list. It said that it did so.</source>
        <translation>Se pidió al marcador quitar {number} de la lista interna. Dijo que lo hizo.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the internal list. It said that it is not there.</source>
        <translation>Se pidió al marcador quitar {number} de la lista interna. Dijo que no está allí.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the internal list. What came back is no answer of a dialler.</source>
        <translation>Se pidió al marcador quitar {number} de la lista interna. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the list of {campaign}. It refused that.</source>
        <translation>Se pidió al marcador quitar {number} de la lista de {campaign}. Lo rechazó.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the list of {campaign}. It said that it did so.</source>
        <translation>Se pidió al marcador quitar {number} de la lista de {campaign}. Dijo que lo hizo.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the list of {campaign}. It said that it is not there.</source>
        <translation>Se pidió al marcador quitar {number} de la lista de {campaign}. Dijo que no está allí.</translation>
    </message>
    <message>
        <source>Asked the dialler to take {number} off the list of {campaign}. What came back is no answer of a dialler.</source>
        <translation>Se pidió al marcador quitar {number} de la lista de {campaign}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Asked whether {number} is on the internal list. What came back is no answer of a dialler.</source>
        <translation>Se preguntó si {number} está en la lista interna. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Asked whether {number} is on the list that {campaign} reads. What came back is no answer of a dialler.</source>
        <translation>Se preguntó si {number} está en la lista que lee {campaign}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Blocked at</source>
        <translation>Bloqueado el</translation>
    </message>
    <message>
        <source>By e-mail.</source>
        <translation>Por correo electrónico.</translation>
    </message>
    <message>
        <source>By letter.</source>
        <translation>Por carta.</translation>
    </message>
    <message>
        <source>By voicemail.</source>
        <translation>En el buzón de voz.</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Campaña</translation>
    </message>
    <message>
        <source>Campaign name</source>
        <translation>Nombre de la campaña</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Confirmed at</source>
        <translation>Confirmado el</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>Confirmado por</translation>
    </message>
    <message>
        <source>Could not look at the leads with {number}: the dialler refused that.</source>
        <translation>No se pudieron ver los leads con {number}: el marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Could not look into the queue of {campaign}.</source>
        <translation>No se pudo ver la cola de {campaign}.</translation>
    </message>
    <message>
        <source>Could not read back whether {number} is on the internal list: the dialler refused that.</source>
        <translation>No se pudo leer de vuelta si {number} está en la lista interna: el marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Could not read back whether {number} is on the list that {campaign} reads: the dialler refused that.</source>
        <translation>No se pudo leer de vuelta si {number} está en la lista que lee {campaign}: el marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Could not search for leads with {numbers}: the dialler refused that.</source>
        <translation>No se pudieron buscar leads con {numbers}: el marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Could not stop lead {lead}: the dialler refused that.</source>
        <translation>No se pudo detener el lead {lead}: el marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Plazo</translation>
    </message>
    <message>
        <source>Do-not-call log</source>
        <translation>Registro de no llamar</translation>
    </message>
    <message>
        <source>Does not cover {campaigns}.</source>
        <translation>No abarca {campaigns}.</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>Vence el</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>E.164</source>
        <translation>E.164</translation>
    </message>
    <message>
        <source>End of the table: {count} entries.</source>
        <translation>Fin de la tabla: {count} entradas.</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>Introducido por</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Event 1 is not the log&apos;s first: it names another before it.</source>
        <translation>El suceso 1 no es el primero del registro: nombra otro antes.</translation>
    </message>
    <message>
        <source>Event {seq} ({what}, {when}) does not follow event {before}: that one was written anew, or put in the place of another.</source>
        <translation>El suceso {seq} ({what}, {when}) no sigue al suceso {before}: ese se escribió de nuevo o se puso en lugar de otro.</translation>
    </message>
    <message>
        <source>Event {seq} ({what}, {when}) was changed after it was written.</source>
        <translation>El suceso {seq} ({what}, {when}) se cambió después de escribirse.</translation>
    </message>
    <message>
        <source>Event {seq} ({what}, {when}) was changed, or put in the place of another.</source>
        <translation>El suceso {seq} ({what}, {when}) se cambió o se puso en lugar de otro.</translation>
    </message>
    <message>
        <source>Event {seq} is missing.</source>
        <translation>Falta el suceso {seq}.</translation>
    </message>
    <message>
        <source>Event {seq} is not the one that was printed: since then the log was written anew.</source>
        <translation>El suceso {seq} no es el que se imprimió: desde entonces el registro se escribió de nuevo.</translation>
    </message>
    <message>
        <source>Event {seq}, whose hash was printed, is not in the log any more: nothing to compare.</source>
        <translation>El suceso {seq}, cuyo hash se imprimió, ya no está en el registro: no hay con qué comparar.</translation>
    </message>
    <message>
        <source>Events 1 to {last} (up to {until}) were retired on {when}; {who} signed off.</source>
        <translation>Los sucesos 1 a {last} (hasta el {until}) se retiraron el {when}; firmó {who}.</translation>
    </message>
    <message>
        <source>Events about opt-outs that this log does not hold: {count}. They may be in one that was set aside.</source>
        <translation>Sucesos sobre solicitudes que este registro no tiene: {count}. Pueden estar en uno que se apartó.</translation>
    </message>
    <message>
        <source>Events {first} to {last} are missing.</source>
        <translation>Faltan los sucesos {first} a {last}.</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>En todas partes</translation>
    </message>
    <message>
        <source>Everywhere (internal list)</source>
        <translation>En todas partes (lista interna)</translation>
    </message>
    <message>
        <source>From event {seq} ({when}) on, the log is not as the copy {name} has it: one of them was written anew.</source>
        <translation>Desde el suceso {seq} ({when}), el registro no es como lo tiene la copia {name}: uno de los dos se escribió de nuevo.</translation>
    </message>
    <message>
        <source>From line {line} of {file}. dncdesk has not asked the dialler about it.</source>
        <translation>De la línea {line} de {file}. dncdesk no ha preguntado al marcador por él.</translation>
    </message>
    <message>
        <source>Head of the log</source>
        <translation>Cabeza del registro</translation>
    </message>
    <message>
        <source>Head of the log: event {seq}, SHA-256 {hash}</source>
        <translation>Cabeza del registro: suceso {seq}, SHA-256 {hash}</translation>
    </message>
    <message>
        <source>Head: {seq}:{hash}</source>
        <translation>Cabeza: {seq}:{hash}</translation>
    </message>
    <message>
        <source>Here only the desktop itself may give a key to a program: in its keyboard settings, add a shortcut with the command dncdesk. Starting it again brings this window up.</source>
        <translation>Aquí solo el propio escritorio puede dar una tecla a un programa: en sus ajustes de teclado, añada un atajo con la orden dncdesk. Iniciarlo otra vez trae esta ventana.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cómo</translation>
    </message>
    <message>
        <source>How asked</source>
        <translation>Cómo lo pidió</translation>
    </message>
    <message>
        <source>How they asked: taken out.</source>
        <translation>Cómo lo pidió: borrado.</translation>
    </message>
    <message>
        <source>How, due on</source>
        <translation>Cómo, vence el</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Imported opt-outs: {count}, but only {wanted} were taken in.</source>
        <translation>Solicitudes importadas: {count}, pero solo se incorporaron {wanted}.</translation>
    </message>
    <message>
        <source>Imported opt-outs: {count}. They are as they were taken in; who made that record, and whether it was true, this log cannot say.</source>
        <translation>Solicitudes importadas: {count}. Están como se incorporaron; quién llevó ese registro y si era cierto, este no puede decirlo.</translation>
    </message>
    <message>
        <source>In a phone call.</source>
        <translation>En una llamada telefónica.</translation>
    </message>
    <message>
        <source>In another way.</source>
        <translation>De otra forma.</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>En persona</translation>
    </message>
    <message>
        <source>In person.</source>
        <translation>En persona.</translation>
    </message>
    <message>
        <source>In the copy {name}, event {seq} ({when}) does not come next: it follows {before}.</source>
        <translation>En la copia {name}, el suceso {seq} ({when}) no es el siguiente: sigue a {before}.</translation>
    </message>
    <message>
        <source>In the copy {name}, event {seq} ({when}) was changed, or the one before it.</source>
        <translation>En la copia {name}, se cambió el suceso {seq} ({when}) o el anterior.</translation>
    </message>
    <message>
        <source>In the table of opt-outs, {column} of {what} is “{found}”; its events say “{wanted}”.</source>
        <translation>En la tabla de solicitudes, {column} de {what} es «{found}»; sus sucesos dicen «{wanted}».</translation>
    </message>
    <message>
        <source>It ends in four zeros, as a number does that a spreadsheet has shortened; if it is right, write it with its dashes, as 727-555-0000.</source>
        <translation>Termina en cuatro ceros, como un número acortado por una hoja de cálculo; si es correcto, escríbalo con sus guiones, como 727-555-0000.</translation>
    </message>
    <message>
        <source>It gives no date: the time shown is that of the import.</source>
        <translation>No da fecha: la hora que se muestra es la de la importación.</translation>
    </message>
    <message>
        <source>It has no leads.</source>
        <translation>No tiene leads.</translation>
    </message>
    <message>
        <source>It may look numbers up.</source>
        <translation>Puede consultar números.</translation>
    </message>
    <message>
        <source>It may not list campaigns. In VICIdial ▸ Users ▸ {user}: View Reports = 1, Agent API Access = 1, and campaigns_list among Allowed API Functions.</source>
        <translation>No puede listar campañas. En VICIdial ▸ Users ▸ {user}: View Reports = 1, Agent API Access = 1 y campaigns_list entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not look numbers up, so nothing can be read back. In VICIdial ▸ Users ▸ {user}: Agent API Access = 1, and check_phone_number among Allowed API Functions.</source>
        <translation>No puede consultar números, así que nada se puede volver a leer. En VICIdial ▸ Users ▸ {user}: Agent API Access = 1 y check_phone_number entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not search leads. In VICIdial ▸ Users ▸ {user}: Modify Leads = 1, Agent API Access = 1, and lead_search among Allowed API Functions.</source>
        <translation>No puede buscar leads. En VICIdial ▸ Users ▸ {user}: Modify Leads = 1, Agent API Access = 1 y lead_search entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not see leads. In VICIdial ▸ Users ▸ {user}: View Reports = 1, Modify Leads = 1, and lead_all_info among Allowed API Functions.</source>
        <translation>No puede ver leads. En VICIdial ▸ Users ▸ {user}: View Reports = 1, Modify Leads = 1 y lead_all_info entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not see the queue. In VICIdial ▸ Users ▸ {user}: View Reports = 1, and hopper_list among Allowed API Functions.</source>
        <translation>No puede ver la cola. En VICIdial ▸ Users ▸ {user}: View Reports = 1 y hopper_list entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not see which campaign a list feeds. In VICIdial ▸ Users ▸ {user}: Modify Lists = 1, and list_info among Allowed API Functions.</source>
        <translation>No puede ver a qué campaña alimenta una lista. En VICIdial ▸ Users ▸ {user}: Modify Lists = 1 y list_info entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not stop leads. In VICIdial ▸ Users ▸ {user}: Modify Leads = 1, and update_lead among Allowed API Functions.</source>
        <translation>No puede detener leads. En VICIdial ▸ Users ▸ {user}: Modify Leads = 1 y update_lead entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may not take numbers off again, so there is no Undo. In VICIdial ▸ Users ▸ {user}: Delete From DNC Lists = 1, and delete_dnc_phone among Allowed API Functions.</source>
        <translation>No puede quitar números de la lista, así que no se puede deshacer. En VICIdial ▸ Users ▸ {user}: Delete From DNC Lists = 1 y delete_dnc_phone entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>It may search leads.</source>
        <translation>Puede buscar leads.</translation>
    </message>
    <message>
        <source>It may see leads.</source>
        <translation>Puede ver leads.</translation>
    </message>
    <message>
        <source>It may see the queue.</source>
        <translation>Puede ver la cola.</translation>
    </message>
    <message>
        <source>It may see which campaign a list feeds.</source>
        <translation>Puede ver a qué campaña alimenta una lista.</translation>
    </message>
    <message>
        <source>It may stop leads and take them out of the queue.</source>
        <translation>Puede detener leads y sacarlos de la cola.</translation>
    </message>
    <message>
        <source>It may take numbers off again.</source>
        <translation>Puede quitar números de la lista.</translation>
    </message>
    <message>
        <source>It sees one campaign.</source>
        <translation>Ve una campaña.</translation>
    </message>
    <message>
        <source>It sees {count} campaigns.</source>
        <translation>Ve {count} campañas.</translation>
    </message>
    <message>
        <source>It was not in the queue.</source>
        <translation>No estaba en la cola.</translation>
    </message>
    <message>
        <source>It would be blocked everywhere, which nobody has confirmed.</source>
        <translation>Se bloquearía en todas partes, y nadie lo ha confirmado.</translation>
    </message>
    <message>
        <source>Its database may be read-only or full: tell its administrator now.</source>
        <translation>Su base de datos puede estar llena o ser de solo lectura: avise ya a su administrador.</translation>
    </message>
    <message>
        <source>Its date, “{date}”, could not be read: the time shown is that of the import.</source>
        <translation>Su fecha, «{date}», no se pudo leer: la hora que se muestra es la de la importación.</translation>
    </message>
    <message>
        <source>Its queued call was taken out.</source>
        <translation>Su llamada en cola se sacó.</translation>
    </message>
    <message>
        <source>Its user group is allowed no campaign. In VICIdial ▸ User Groups: Allowed Campaigns.</source>
        <translation>Su grupo de usuarios no tiene permitida ninguna campaña. En VICIdial ▸ User Groups: Allowed Campaigns.</translation>
    </message>
    <message>
        <source>Lead {lead} is not there any more.</source>
        <translation>El lead {lead} ya no existe.</translation>
    </message>
    <message>
        <source>Lead {lead} keeps its status.</source>
        <translation>El lead {lead} conserva su estado.</translation>
    </message>
    <message>
        <source>Lead {lead} was given the status DNC.</source>
        <translation>El lead {lead} recibió el estado DNC.</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>Leads</translation>
    </message>
    <message>
        <source>Leads and queue could not be looked at.</source>
        <translation>No se pudieron ver ni los leads ni la cola.</translation>
    </message>
    <message>
        <source>Leads and queue were not looked at: a call that is lined up may still go out.</source>
        <translation>No se miraron ni los leads ni la cola: una llamada ya preparada aún puede salir.</translation>
    </message>
    <message>
        <source>Leads found</source>
        <translation>Leads encontrados</translation>
    </message>
    <message>
        <source>Leads stopped</source>
        <translation>Leads detenidos</translation>
    </message>
    <message>
        <source>Leads that would be called keep their status.</source>
        <translation>Los leads a los que se llamaría conservan su estado.</translation>
    </message>
    <message>
        <source>Leave the user name and password out of the address; they have fields of their own.</source>
        <translation>Quite de la dirección el usuario y la contraseña; tienen sus propios campos.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Omitido</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Carta</translation>
    </message>
    <message>
        <source>Line {line} of the copy {name} is no event.</source>
        <translation>La línea {line} de la copia {name} no es un suceso.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Looked at the leads with {number}. What came back is no answer of a dialler.</source>
        <translation>Se miraron los leads con {number}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Looked at the leads with {number}: none could be read.</source>
        <translation>Se miraron los leads con {number}: no se pudo leer ninguno.</translation>
    </message>
    <message>
        <source>Looked at the leads with {number}: none is there.</source>
        <translation>Se miraron los leads con {number}: no hay ninguno.</translation>
    </message>
    <message>
        <source>Looked at the leads with {number}; their status: {leads}.</source>
        <translation>Se miraron los leads con {number}; su estado: {leads}.</translation>
    </message>
    <message>
        <source>Looked into the queue of {campaign}.</source>
        <translation>Se miró la cola de {campaign}.</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>Hecho el</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Hecho por</translation>
    </message>
    <message>
        <source>Made {moment} by {name} on {computer} with {program}</source>
        <translation>Hecho el {moment} por {name} en {computer} con {program}</translation>
    </message>
    <message>
        <source>Met: blocked in time.</source>
        <translation>Cumplido: bloqueado a tiempo.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name taken out.</source>
        <translation>Nombre borrado.</translation>
    </message>
    <message>
        <source>Name: {value}.</source>
        <translation>Nombre: {value}.</translation>
    </message>
    <message>
        <source>No PDF can be made: this computer has no fonts.</source>
        <translation>No se puede hacer un PDF: este equipo no tiene fuentes.</translation>
    </message>
    <message>
        <source>No Undo: this account may not take numbers off.</source>
        <translation>No se puede deshacer: esta cuenta no puede quitar números.</translation>
    </message>
    <message>
        <source>No Undo: this dialler is too old for it.</source>
        <translation>No se puede deshacer: este marcador es demasiado antiguo.</translation>
    </message>
    <message>
        <source>No campaign</source>
        <translation>Sin campaña</translation>
    </message>
    <message>
        <source>No campaign was chosen, and “everywhere” was not switched on.</source>
        <translation>No se eligió ninguna campaña ni se activó «en todas partes».</translation>
    </message>
    <message>
        <source>No certificate authorities are found on this computer, so no https server can be trusted.</source>
        <translation>En este equipo no se encuentran autoridades de certificación, así que no se puede confiar en ningún servidor https.</translation>
    </message>
    <message>
        <source>No country has a code that begins +{digits}; check the digits after the plus sign.</source>
        <translation>Ningún país tiene un código que empiece por +{digits}; compruebe los dígitos después del signo más.</translation>
    </message>
    <message>
        <source>No password was typed. Nothing has changed.</source>
        <translation>No se escribió ninguna contraseña. No ha cambiado nada.</translation>
    </message>
    <message>
        <source>No server is set up yet: open dncdesk and enter its address, or use --practice.</source>
        <translation>Aún no hay ningún servidor configurado: abra dncdesk y escriba su dirección, o use --practice.</translation>
    </message>
    <message>
        <source>Nobody has confirmed yet that it is used in {campaigns}.</source>
        <translation>Nadie ha confirmado aún que se use en {campaigns}.</translation>
    </message>
    <message>
        <source>Nobody has confirmed yet that {campaign} uses this list.</source>
        <translation>Nadie ha confirmado aún que {campaign} use esta lista.</translation>
    </message>
    <message>
        <source>Nobody has confirmed yet which campaigns use it.</source>
        <translation>Nadie ha confirmado aún qué campañas la usan.</translation>
    </message>
    <message>
        <source>Nobody has signed off: nothing was removed.</source>
        <translation>Nadie firmó: no se quitó nada.</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>No se encontró ninguno</translation>
    </message>
    <message>
        <source>None of its leads is in the queue, and none would be called.</source>
        <translation>Ninguno de sus leads está en la cola y no se llamaría a ninguno.</translation>
    </message>
    <message>
        <source>Not blocked yet; there is still time.</source>
        <translation>Aún no bloqueado; queda tiempo.</translation>
    </message>
    <message>
        <source>Not blocked.</source>
        <translation>No bloqueado.</translation>
    </message>
    <message>
        <source>Not blocked. The dialler lists no campaign {campaign}. Choose one of its campaigns and enter it again.</source>
        <translation>No bloqueado. El marcador no tiene ninguna campaña {campaign}. Elija una de sus campañas e introdúzcalo de nuevo.</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>Sin entregar</translation>
    </message>
    <message>
        <source>Not effective</source>
        <translation>Sin efecto</translation>
    </message>
    <message>
        <source>Not encrypted (http): the password will travel readable through your network.</source>
        <translation>Sin cifrar (http): la contraseña viajará legible por su red.</translation>
    </message>
    <message>
        <source>Not met: blocked after the deadline.</source>
        <translation>No cumplido: bloqueado después del plazo.</translation>
    </message>
    <message>
        <source>Not met: the deadline has passed and it is not blocked.</source>
        <translation>No cumplido: el plazo pasó y no está bloqueado.</translation>
    </message>
    <message>
        <source>Not on the internal list any more, read back. Leads that were stopped stay stopped.</source>
        <translation>Ya no está en la lista interna, leído de vuelta. Los leads detenidos siguen detenidos.</translation>
    </message>
    <message>
        <source>Not on the internal list. The lists of single campaigns were not looked at.</source>
        <translation>No está en la lista interna. No se miraron las listas de cada campaña.</translation>
    </message>
    <message>
        <source>Not on the list that {campaign} reads any more, read back. Leads that were stopped stay stopped.</source>
        <translation>Ya no está en la lista que lee {campaign}, leído de vuelta. Los leads detenidos siguen detenidos.</translation>
    </message>
    <message>
        <source>Not on the list that {campaign} reads, and not on the internal list.</source>
        <translation>No está en la lista que lee {campaign} ni en la lista interna.</translation>
    </message>
    <message>
        <source>Not recorded and not sent: dncdesk itself ran into a mistake ({kind}). Write the number down and tell IT.</source>
        <translation>Ni registrado ni enviado: dncdesk mismo tropezó con un error ({kind}). Anote el número y avise a informática.</translation>
    </message>
    <message>
        <source>Not taken off</source>
        <translation>No se quitó</translation>
    </message>
    <message>
        <source>Not taken off yet</source>
        <translation>Aún no se quitó</translation>
    </message>
    <message>
        <source>Not taken off.</source>
        <translation>No se quitó.</translation>
    </message>
    <message>
        <source>Not taken off. This dialler is too old to take numbers off by its API (it came in March 2024). Take it off on its Do Not Call page.</source>
        <translation>No se quitó. Este marcador es demasiado antiguo para quitar números por su API (existe desde marzo de 2024). Quítelo en su página Do Not Call.</translation>
    </message>
    <message>
        <source>Not taken off: {user} may not do that. In VICIdial ▸ Users: Delete From DNC Lists = 1, and delete_dnc_phone among Allowed API Functions.</source>
        <translation>No se quitó: {user} no puede hacerlo. En VICIdial ▸ Users: Delete From DNC Lists = 1 y delete_dnc_phone entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Note taken out.</source>
        <translation>Nota borrada.</translation>
    </message>
    <message>
        <source>Note, reference</source>
        <translation>Nota, referencia</translation>
    </message>
    <message>
        <source>Note: {value}.</source>
        <translation>Nota: {value}.</translation>
    </message>
    <message>
        <source>Noted later by {who} on {computer}.</source>
        <translation>Anotado después por {who} en {computer}.</translation>
    </message>
    <message>
        <source>Noted later.</source>
        <translation>Anotado después.</translation>
    </message>
    <message>
        <source>Nothing is pending.</source>
        <translation>No hay nada pendiente.</translation>
    </message>
    <message>
        <source>Nothing outside the log was compared. That its end was not cut off, and that nobody has written all of it anew, only a head printed earlier or a seat&apos;s copy can show.</source>
        <translation>No se comparó con nada de fuera. Que no se cortó el final y que nadie lo escribió todo de nuevo, solo lo demuestran una cabeza impresa antes o la copia de un puesto.</translation>
    </message>
    <message>
        <source>Nothing was recorded and nothing was sent.</source>
        <translation>No se registró ni se envió nada.</translation>
    </message>
    <message>
        <source>Nothing was sent: the list cannot be written to the disk ({reason}). Make room, then press the button again.</source>
        <translation>No se envió nada: la lista no se puede escribir en el disco ({reason}). Haga sitio y vuelva a pulsar el botón.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Numbers sent</source>
        <translation>Números enviados</translation>
    </message>
    <message>
        <source>Of the import of {file} on {when}, {count} rows are there; {wanted} were taken in.</source>
        <translation>De la importación de {file} el {when} hay {count} filas; se incorporaron {wanted}.</translation>
    </message>
    <message>
        <source>On a Mac the Shortcuts app gives a key to a program: make a shortcut that opens dncdesk and add a keyboard shortcut to it. Opening dncdesk again brings this window up.</source>
        <translation>En un Mac, la app Atajos da una tecla a un programa: cree un atajo que abra dncdesk y añádale un atajo de teclado. Abrir dncdesk otra vez trae esta ventana.</translation>
    </message>
    <message>
        <source>On a Mac, dnc: links open the installed dncdesk without a switch.</source>
        <translation>En un Mac, los enlaces dnc: abren el dncdesk instalado sin ningún interruptor.</translation>
    </message>
    <message>
        <source>On a Mac, the program for tel: links is chosen in FaceTime ▸ Settings ▸ Default for calls.</source>
        <translation>En un Mac, el programa para los enlaces tel: se elige en FaceTime ▸ Ajustes ▸ Predeterminada para llamadas.</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>En nombre de</translation>
    </message>
    <message>
        <source>On the internal list, not on the one that {campaign} reads: blocked there only if it uses the internal list.</source>
        <translation>En la lista interna, no en la que lee {campaign}: allí solo está bloqueado si usa la lista interna.</translation>
    </message>
    <message>
        <source>On the internal list, read back at {time}.</source>
        <translation>En la lista interna, leído de vuelta a las {time}.</translation>
    </message>
    <message>
        <source>On the internal list: blocked in every campaign that uses it.</source>
        <translation>En la lista interna: bloqueado en todas las campañas que la usan.</translation>
    </message>
    <message>
        <source>On the list</source>
        <translation>En la lista</translation>
    </message>
    <message>
        <source>On the list that {campaign} reads, and on the internal list.</source>
        <translation>En la lista que lee {campaign} y en la lista interna.</translation>
    </message>
    <message>
        <source>On the list that {campaign} reads, read back at {time}.</source>
        <translation>En la lista que lee {campaign}, leído de vuelta a las {time}.</translation>
    </message>
    <message>
        <source>On the list that {campaign} reads. Not on the internal list.</source>
        <translation>En la lista que lee {campaign}. No en la lista interna.</translation>
    </message>
    <message>
        <source>On the list: the dialler said so when asked again; this account may not read it back.</source>
        <translation>En la lista: el marcador lo dijo al preguntarle de nuevo; esta cuenta no puede leerlo de vuelta.</translation>
    </message>
    <message>
        <source>On {campaign}&apos;s list, but {campaign} does not use it.</source>
        <translation>En la lista de {campaign}, pero {campaign} no la usa.</translation>
    </message>
    <message>
        <source>One call could not be taken out of the queue and may still go out.</source>
        <translation>Una llamada no se pudo sacar de la cola y aún puede salir.</translation>
    </message>
    <message>
        <source>One lead could not be looked at and may still be called.</source>
        <translation>Un lead no se pudo ver y aún se le puede llamar.</translation>
    </message>
    <message>
        <source>One lead is stopped.</source>
        <translation>Un lead está detenido.</translation>
    </message>
    <message>
        <source>One queued call was taken out.</source>
        <translation>Se sacó una llamada de la cola.</translation>
    </message>
    <message>
        <source>Opt-out id</source>
        <translation>Id de la solicitud</translation>
    </message>
    <message>
        <source>Opt-out id, server</source>
        <translation>Id de la solicitud, servidor</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Página {page} de {pages}</translation>
    </message>
    <message>
        <source>Phone call</source>
        <translation>Llamada telefónica</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Read back (check_phone_number)</source>
        <translation>Leído de vuelta (check_phone_number)</translation>
    </message>
    <message>
        <source>Read back: {number} is not on the internal list.</source>
        <translation>Leído de vuelta: {number} no está en la lista interna.</translation>
    </message>
    <message>
        <source>Read back: {number} is not on the list that {campaign} reads.</source>
        <translation>Leído de vuelta: {number} no está en la lista que lee {campaign}.</translation>
    </message>
    <message>
        <source>Read back: {number} is on the internal list.</source>
        <translation>Leído de vuelta: {number} está en la lista interna.</translation>
    </message>
    <message>
        <source>Read back: {number} is on the list that {campaign} reads.</source>
        <translation>Leído de vuelta: {number} está en la lista que lee {campaign}.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Reason: {reason}.</source>
        <translation>Motivo: {reason}.</translation>
    </message>
    <message>
        <source>Recorded at</source>
        <translation>Registrado el</translation>
    </message>
    <message>
        <source>Recorded by {who} on {computer}.</source>
        <translation>Registrado por {who} en {computer}.</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Registrado.</translation>
    </message>
    <message>
        <source>Recorded. Not sent yet.</source>
        <translation>Registrado. Aún sin enviar.</translation>
    </message>
    <message>
        <source>Records are kept for {years} years at least.</source>
        <translation>Los registros se conservan al menos {years} años.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Reference taken out.</source>
        <translation>Referencia borrada.</translation>
    </message>
    <message>
        <source>Reference: {value}.</source>
        <translation>Referencia: {value}.</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Solicitud</translation>
    </message>
    <message>
        <source>Result: blocked.</source>
        <translation>Resultado: bloqueado.</translation>
    </message>
    <message>
        <source>Result: not delivered yet.</source>
        <translation>Resultado: sin entregar.</translation>
    </message>
    <message>
        <source>Result: not effective.</source>
        <translation>Resultado: sin efecto.</translation>
    </message>
    <message>
        <source>Result: on the list.</source>
        <translation>Resultado: en la lista.</translation>
    </message>
    <message>
        <source>Result: refused.</source>
        <translation>Resultado: rechazado.</translation>
    </message>
    <message>
        <source>Result: stopped here.</source>
        <translation>Resultado: detenido aquí.</translation>
    </message>
    <message>
        <source>Result: taken off.</source>
        <translation>Resultado: quitado.</translation>
    </message>
    <message>
        <source>SQLite is {version}; the log needs {oldest}.</source>
        <translation>SQLite es {version}; el registro necesita {oldest}.</translation>
    </message>
    <message>
        <source>Say why the number may be called again: --reason must not be empty.</source>
        <translation>Diga por qué se puede volver a llamar al número: --reason no puede estar vacío.</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Alcance</translation>
    </message>
    <message>
        <source>Scope asked for</source>
        <translation>Alcance pedido</translation>
    </message>
    <message>
        <source>Searched for leads with {numbers}. What came back is no answer of a dialler.</source>
        <translation>Se buscaron leads con {numbers}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Searched for leads with {numbers}: one found.</source>
        <translation>Se buscaron leads con {numbers}: se encontró uno.</translation>
    </message>
    <message>
        <source>Searched for leads with {numbers}: there are none.</source>
        <translation>Se buscaron leads con {numbers}: no hay ninguno.</translation>
    </message>
    <message>
        <source>Searched for leads with {numbers}: {count} found.</source>
        <translation>Se buscaron leads con {numbers}: se encontraron {count}.</translation>
    </message>
    <message>
        <source>Seen at</source>
        <translation>Visto el</translation>
    </message>
    <message>
        <source>Seen how</source>
        <translation>Visto cómo</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>Vendedor</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Sent again: it is there already (add_dnc_phone)</source>
        <translation>Enviado otra vez: ya está allí (add_dnc_phone)</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the internal list. The dialler refused that.</source>
        <translation>Se envió {number} para ponerlo en la lista interna. El marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the internal list. The dialler said that it did so.</source>
        <translation>Se envió {number} para ponerlo en la lista interna. El marcador dijo que lo hizo.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the internal list. The dialler said that it is there already.</source>
        <translation>Se envió {number} para ponerlo en la lista interna. El marcador dijo que ya está allí.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the internal list. What came back is no answer of a dialler.</source>
        <translation>Se envió {number} para ponerlo en la lista interna. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the list of {campaign}. The dialler refused that.</source>
        <translation>Se envió {number} para ponerlo en la lista de {campaign}. El marcador lo rechazó.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the list of {campaign}. The dialler said that it did so.</source>
        <translation>Se envió {number} para ponerlo en la lista de {campaign}. El marcador dijo que lo hizo.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the list of {campaign}. The dialler said that it is there already.</source>
        <translation>Se envió {number} para ponerlo en la lista de {campaign}. El marcador dijo que ya está allí.</translation>
    </message>
    <message>
        <source>Sent {number} to be put on the list of {campaign}. What came back is no answer of a dialler.</source>
        <translation>Se envió {number} para ponerlo en la lista de {campaign}. Lo que llegó no es la respuesta de un marcador.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Dirección del servidor</translation>
    </message>
    <message>
        <source>Several numbers may stand here and it is not certain where each ends; write one, or part them with semicolons.</source>
        <translation>Aquí puede haber varios números y no es seguro dónde termina cada uno; escriba uno o sepárelos con punto y coma.</translation>
    </message>
    <message>
        <source>Somebody has entered another password for {user}; the next try takes that.</source>
        <translation>Alguien escribió otra contraseña para {user}; el próximo intento usa esa.</translation>
    </message>
    <message>
        <source>Something has been added that acts when the log is written: {name}.</source>
        <translation>Se añadió algo que actúa cuando se escribe el registro: {name}.</translation>
    </message>
    <message>
        <source>Source id</source>
        <translation>Id de origen</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Still blocked: {campaign} reads another campaign&apos;s list, which holds the number. Take it off in the campaign under “Use Other Campaign DNC”.</source>
        <translation>Sigue bloqueado: {campaign} lee la lista de otra campaña, que tiene el número. Quítelo en la campaña que figura en «Use Other Campaign DNC».</translation>
    </message>
    <message>
        <source>Still queued</source>
        <translation>Aún en cola</translation>
    </message>
    <message>
        <source>Stopped here</source>
        <translation>Detenido aquí</translation>
    </message>
    <message>
        <source>Stopped. What was recorded is kept: “dncdesk pending” lists it.</source>
        <translation>Detenido. Lo registrado se conserva: «dncdesk pending» lo muestra.</translation>
    </message>
    <message>
        <source>Take off from</source>
        <translation>Quitar de</translation>
    </message>
    <message>
        <source>Take off: {place}</source>
        <translation>Quitar: {place}</translation>
    </message>
    <message>
        <source>Taken back before it was sent: nothing of it has gone to the dialler.</source>
        <translation>Retirado antes de enviarse: nada ha llegado al marcador.</translation>
    </message>
    <message>
        <source>Taken back. If dncdesk was ended just as it was being sent, it may be on the list: check the number.</source>
        <translation>Retirado. Si dncdesk se cerró justo mientras se enviaba, puede estar en la lista: compruebe el número.</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Atendido por</translation>
    </message>
    <message>
        <source>Taken by {who}.</source>
        <translation>Atendido por {who}.</translation>
    </message>
    <message>
        <source>Taken by: {value}.</source>
        <translation>Atendido por: {value}.</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>Quitado</translation>
    </message>
    <message>
        <source>Taken off again: it is not there (delete_dnc_phone)</source>
        <translation>Quitado otra vez: no está allí (delete_dnc_phone)</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>Deshace</translation>
    </message>
    <message>
        <source>That could not be kept in {place} ({reason}); nothing has changed.</source>
        <translation>Eso no se pudo guardar en {place} ({reason}); no ha cambiado nada.</translation>
    </message>
    <message>
        <source>That did not work ({reason}).</source>
        <translation>Eso no funcionó ({reason}).</translation>
    </message>
    <message>
        <source>That did not work: {reason}.</source>
        <translation>Eso no funcionó: {reason}.</translation>
    </message>
    <message>
        <source>That time is in the future. When did the person ask?</source>
        <translation>Esa hora está en el futuro. ¿Cuándo lo pidió la persona?</translation>
    </message>
    <message>
        <source>The address must begin with https:// (or be just the host).</source>
        <translation>La dirección debe empezar por https:// (o ser solo el nombre del servidor).</translation>
    </message>
    <message>
        <source>The chosen column has no number here, but another one may; write the number alone to send it.</source>
        <translation>La columna elegida no tiene número aquí, pero otra quizá sí; escriba solo el número para enviarlo.</translation>
    </message>
    <message>
        <source>The copy of the log in {folder} cannot be written ({reason}). It is caught up by itself; the log on this computer is complete.</source>
        <translation>No se puede escribir la copia del registro en {folder} ({reason}). Se pone al día sola; el registro de este equipo está completo.</translation>
    </message>
    <message>
        <source>The copy {name} is of another log, which ended {when}; it may have been set aside as damaged.</source>
        <translation>La copia {name} es de otro registro, que acabó el {when}; puede que se apartara por dañado.</translation>
    </message>
    <message>
        <source>The dialler at {host} cannot be reached.</source>
        <translation>No se llega al marcador en {host}.</translation>
    </message>
    <message>
        <source>The dialler at {host} does not answer.</source>
        <translation>El marcador en {host} no responde.</translation>
    </message>
    <message>
        <source>The dialler at {host} does not prove who it is ({reason}). Nothing was sent. In the settings, name your company&apos;s certificate file or accept this server&apos;s fingerprint.</source>
        <translation>El marcador en {host} no demuestra quién es ({reason}). No se envió nada. En los ajustes, indique el archivo de certificado de su empresa o acepte la huella de este servidor.</translation>
    </message>
    <message>
        <source>The dialler did not accept where the request comes from. Tell IT.</source>
        <translation>El marcador no aceptó de dónde viene la solicitud. Avise a informática.</translation>
    </message>
    <message>
        <source>The dialler does not accept this computer&apos;s address for {user}. Ask its administrator to add it to the user group&apos;s API IP list, then enter the password in the settings again.</source>
        <translation>El marcador no acepta la dirección de este equipo para {user}. Pida a su administrador que la añada a la lista API IP del grupo de usuarios y vuelva a escribir la contraseña en los ajustes.</translation>
    </message>
    <message>
        <source>The dialler does not accept this computer&apos;s address for {user}. Ask its administrator to add it to the user group&apos;s API IP list, then try again.</source>
        <translation>El marcador no acepta la dirección de este equipo para {user}. Pida a su administrador que la añada a la lista API IP del grupo de usuarios e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The dialler does not accept this password for {user}, or the user is not active or below level 7. Nothing more is sent until you have entered the password in the settings.</source>
        <translation>El marcador no acepta esta contraseña para {user}, o el usuario no está activo o está por debajo del nivel 7. No se envía nada más hasta que haya escrito la contraseña en los ajustes.</translation>
    </message>
    <message>
        <source>The dialler does not accept this password for {user}, or the user is not active or below level 7. The same is not sent again, because ten wrong ones lock the account: type another.</source>
        <translation>El marcador no acepta esta contraseña para {user}, o el usuario no está activo o está por debajo del nivel 7. La misma no se envía otra vez, porque diez erróneas bloquean la cuenta: escriba otra.</translation>
    </message>
    <message>
        <source>The dialler does not take this number. Check it and enter it again.</source>
        <translation>El marcador no acepta este número. Compruébelo e introdúzcalo de nuevo.</translation>
    </message>
    <message>
        <source>The dialler has just refused this password. It is not sent again: ten wrong ones lock the account.</source>
        <translation>El marcador acaba de rechazar esta contraseña. No se vuelve a enviar: diez erróneas bloquean la cuenta.</translation>
    </message>
    <message>
        <source>The dialler has locked {user} after too many wrong logins, for everybody. It opens 15 minutes after the last good login. Then enter the password in the settings again.</source>
        <translation>El marcador ha bloqueado a {user} tras demasiados accesos erróneos, para todos. Se abre 15 minutos después del último acceso correcto. Luego vuelva a escribir la contraseña en los ajustes.</translation>
    </message>
    <message>
        <source>The dialler has locked {user} after too many wrong logins, for everybody. It opens 15 minutes after the last good login. Then try again.</source>
        <translation>El marcador ha bloqueado a {user} tras demasiados accesos erróneos, para todos. Se abre 15 minutos después del último acceso correcto. Entonces inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The dialler knows none of the usual call times. Tell its administrator.</source>
        <translation>El marcador no conoce ninguno de los horarios de llamada habituales. Avise a su administrador.</translation>
    </message>
    <message>
        <source>The dialler left it in the queue.</source>
        <translation>El marcador lo dejó en la cola.</translation>
    </message>
    <message>
        <source>The dialler refused the login of {user} before, and ten wrong logins would lock it for everybody: enter the password in the settings.</source>
        <translation>El marcador ya rechazó el acceso de {user}, y diez accesos erróneos lo bloquearían para todos: escriba la contraseña en los ajustes.</translation>
    </message>
    <message>
        <source>The dialler says yes but does not keep the number.</source>
        <translation>El marcador dice que sí, pero no guarda el número.</translation>
    </message>
    <message>
        <source>The dialler takes numbers of 6 to 16 digits and this one would be {count}; check the digits.</source>
        <translation>El marcador acepta números de 6 a 16 dígitos y este tendría {count}; compruebe los dígitos.</translation>
    </message>
    <message>
        <source>The dialler “{name}” cannot hold this number.</source>
        <translation>El marcador «{name}» no puede tener este número.</translation>
    </message>
    <message>
        <source>The digits are grouped as in no number, so one of them may not belong to it; write only the number.</source>
        <translation>Los dígitos están agrupados como en ningún número, así que alguno quizá no le pertenezca; escriba solo el número.</translation>
    </message>
    <message>
        <source>The digits in front may count the line or belong to the number; write only the number.</source>
        <translation>Los dígitos de delante pueden numerar la línea o ser parte del número; escriba solo el número.</translation>
    </message>
    <message>
        <source>The end is missing: the copy {name} reaches to event {seq} ({when}), the log only to {last}.</source>
        <translation>Falta el final: la copia {name} llega al suceso {seq} ({when}), el registro solo al {last}.</translation>
    </message>
    <message>
        <source>The end is missing: the log once reached to event {seq}, and now ends with {last}.</source>
        <translation>Falta el final: el registro llegó al suceso {seq} y ahora acaba en el {last}.</translation>
    </message>
    <message>
        <source>The file does not protect itself any more: nothing was removed. Check the log.</source>
        <translation>El archivo ya no se protege: no se quitó nada. Compruebe el registro.</translation>
    </message>
    <message>
        <source>The file does not protect itself any more: {name} has been changed.</source>
        <translation>El archivo ya no se protege: se cambió {name}.</translation>
    </message>
    <message>
        <source>The file does not protect itself any more: {name} has been taken away.</source>
        <translation>El archivo ya no se protege: se quitó {name}.</translation>
    </message>
    <message>
        <source>The file is damaged: behind event {seq} it cannot be read ({reason}).</source>
        <translation>El archivo está dañado: tras el suceso {seq} no se puede leer ({reason}).</translation>
    </message>
    <message>
        <source>The file is whole, but the log could not note the export.</source>
        <translation>El archivo está entero, pero el registro no pudo anotar la exportación.</translation>
    </message>
    <message>
        <source>The keyring is locked, so the password lasts until dncdesk ends. Unlock it and save again.</source>
        <translation>El llavero está bloqueado, así que la contraseña dura hasta que se cierre dncdesk. Desbloquéelo y guarde de nuevo.</translation>
    </message>
    <message>
        <source>The keyring is locked; unlock it and try again. The password was not kept.</source>
        <translation>El llavero está bloqueado; desbloquéelo e inténtelo de nuevo. La contraseña no se guardó.</translation>
    </message>
    <message>
        <source>The list has more than {most} lines; part it into several.</source>
        <translation>La lista tiene más de {most} líneas; divídala en varias.</translation>
    </message>
    <message>
        <source>The log cannot be read ({reason}).</source>
        <translation>No se puede leer el registro ({reason}).</translation>
    </message>
    <message>
        <source>The log cannot be read ({reason}). Nothing was exported.</source>
        <translation>No se puede leer el registro ({reason}). No se exportó nada.</translation>
    </message>
    <message>
        <source>The log has changed in between: nothing was removed. Look at it again.</source>
        <translation>El registro cambió entretanto: no se quitó nada. Mírelo de nuevo.</translation>
    </message>
    <message>
        <source>The log holds no such entry any more.</source>
        <translation>El registro ya no contiene esa entrada.</translation>
    </message>
    <message>
        <source>The log in {folder} cannot be written ({reason}). Check the disk and try again; if it stays so, tell IT.</source>
        <translation>No se puede escribir el registro en {folder} ({reason}). Revise el disco e inténtelo de nuevo; si sigue así, avise a informática.</translation>
    </message>
    <message>
        <source>The log in {folder} cannot be written: another program holds it ({reason}). Close that program or wait, and try again.</source>
        <translation>No se puede escribir el registro en {folder}: otro programa lo tiene ocupado ({reason}). Cierre ese programa o espere, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The log in {folder} cannot be written: the disk is full ({reason}). Free some space and try again.</source>
        <translation>No se puede escribir el registro en {folder}: el disco está lleno ({reason}). Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The log in {folder} cannot be written: you may not write there ({reason}). Ask IT for that right.</source>
        <translation>No se puede escribir el registro en {folder}: usted no puede escribir allí ({reason}). Pida ese permiso a informática.</translation>
    </message>
    <message>
        <source>The log in {path} was written by a newer version of dncdesk. Install that version to check it.</source>
        <translation>El registro en {path} lo escribió una versión más nueva de dncdesk. Instale esa versión para comprobarlo.</translation>
    </message>
    <message>
        <source>The log in {path} was written by a newer version of dncdesk. Install that version to go on.</source>
        <translation>El registro en {path} lo escribió una versión más nueva de dncdesk. Instale esa versión para seguir.</translation>
    </message>
    <message>
        <source>The log is NOT sound. Findings: {count}, events: {events}.</source>
        <translation>El registro NO está íntegro. Hallazgos: {count}, sucesos: {events}.</translation>
    </message>
    <message>
        <source>The log is damaged: {reason}.</source>
        <translation>El registro está dañado: {reason}.</translation>
    </message>
    <message>
        <source>The log is not open yet.</source>
        <translation>El registro aún no está abierto.</translation>
    </message>
    <message>
        <source>The log is sound. Events: {events}, opt-outs: {opt_outs}, from {since} to {until}.</source>
        <translation>El registro está íntegro. Sucesos: {events}, solicitudes: {opt_outs}, del {since} al {until}.</translation>
    </message>
    <message>
        <source>The log was damaged and has been set aside as {path}; a new one has been begun. Keep that file.</source>
        <translation>El registro estaba dañado y se apartó como {path}; se empezó uno nuevo. Conserve ese archivo.</translation>
    </message>
    <message>
        <source>The log was not checked. {reason}</source>
        <translation>El registro no se comprobó. {reason}</translation>
    </message>
    <message>
        <source>The log {path} cannot be read ({reason}).</source>
        <translation>No se puede leer el registro {path} ({reason}).</translation>
    </message>
    <message>
        <source>The log&apos;s line about this is damaged.</source>
        <translation>La línea del registro sobre esto está dañada.</translation>
    </message>
    <message>
        <source>The login of {user} works.</source>
        <translation>El acceso de {user} funciona.</translation>
    </message>
    <message>
        <source>The number is broken up by other signs and can be read in more than one way; type only its digits.</source>
        <translation>El número está partido por otros signos y se puede leer de más de una manera; escriba solo sus dígitos.</translation>
    </message>
    <message>
        <source>The password is in the keyring, untested.</source>
        <translation>La contraseña está en el llavero, sin probar.</translation>
    </message>
    <message>
        <source>The password is in the keyring.</source>
        <translation>La contraseña está en el llavero.</translation>
    </message>
    <message>
        <source>The person asked not to be called any more in {campaign}.</source>
        <translation>La persona pidió que no se le llame más en {campaign}.</translation>
    </message>
    <message>
        <source>The person asked not to be called any more, whatever the campaign.</source>
        <translation>La persona pidió que no se le llame más, sea cual sea la campaña.</translation>
    </message>
    <message>
        <source>The practice dialler does not answer.</source>
        <translation>El marcador de práctica no responde.</translation>
    </message>
    <message>
        <source>The program was closed before the dialler answered.</source>
        <translation>El programa se cerró antes de que respondiera el marcador.</translation>
    </message>
    <message>
        <source>The program&apos;s own files in {path} are missing. Install it again.</source>
        <translation>Faltan los archivos propios del programa en {path}. Instálelo de nuevo.</translation>
    </message>
    <message>
        <source>The request is recorded, not sent yet.</source>
        <translation>La solicitud está registrada, aún sin enviar.</translation>
    </message>
    <message>
        <source>The request is safe and will be sent again by itself.</source>
        <translation>La solicitud está a salvo y se enviará de nuevo sola.</translation>
    </message>
    <message>
        <source>The request is safe, not sent. The settings no longer name the server {server}: add it again there.</source>
        <translation>La solicitud está a salvo, sin enviar. Los ajustes ya no nombran el servidor {server}: añádalo allí de nuevo.</translation>
    </message>
    <message>
        <source>The request is safe. The settings name no API user: enter one there and it will be sent.</source>
        <translation>La solicitud está a salvo. Los ajustes no nombran ningún usuario de la API: escriba uno allí y se enviará.</translation>
    </message>
    <message>
        <source>The request is safe. There is no password for {user}: enter it in the settings and it will be sent.</source>
        <translation>La solicitud está a salvo. No hay contraseña para {user}: escríbala en los ajustes y se enviará.</translation>
    </message>
    <message>
        <source>The request is safe. What came back is no answer of a dialler (HTTP {status}); it will be asked again.</source>
        <translation>La solicitud está a salvo. Lo que llegó no es la respuesta de un marcador (HTTP {status}); se le preguntará de nuevo.</translation>
    </message>
    <message>
        <source>The request is safe. dncdesk itself ran into a mistake ({kind}); it will try again.</source>
        <translation>La solicitud está a salvo. dncdesk mismo tropezó con un error ({kind}); lo intentará de nuevo.</translation>
    </message>
    <message>
        <source>The request itself is recorded; the dialler will be asked again.</source>
        <translation>La solicitud misma está registrada; se volverá a preguntar al marcador.</translation>
    </message>
    <message>
        <source>The rows that were taken in from {file} on {when} have been changed.</source>
        <translation>Las filas incorporadas de {file} el {when} se cambiaron.</translation>
    </message>
    <message>
        <source>The screen&apos;s server refuses {keys} (error {number}). Take another.</source>
        <translation>El servidor de la pantalla rechaza {keys} (error {number}). Elija otro.</translation>
    </message>
    <message>
        <source>The seed cannot be used: {reason}</source>
        <translation>El archivo de datos inicial no se puede usar: {reason}</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be read ({reason}).</source>
        <translation>No se pueden leer los ajustes en {path} ({reason}).</translation>
    </message>
    <message>
        <source>The settings name no API user. Enter one there, with its password.</source>
        <translation>Los ajustes no nombran ningún usuario de la API. Escriba uno allí, con su contraseña.</translation>
    </message>
    <message>
        <source>The settings name {country} as the dialler&apos;s country, and there is none such. Put its two letters there (US, CA, GB …), then numbers can be read.</source>
        <translation>Los ajustes dan {country} como país del marcador, y no existe. Ponga allí sus dos letras (US, CA, GB…) y se podrán leer los números.</translation>
    </message>
    <message>
        <source>The settings were damaged ({reason}) and have been set aside as {path}. Enter the server again.</source>
        <translation>Los ajustes estaban dañados ({reason}) y se apartaron como {path}. Introduzca el servidor de nuevo.</translation>
    </message>
    <message>
        <source>The table of opt-outs cannot be read ({reason}).</source>
        <translation>No se puede leer la tabla de solicitudes ({reason}).</translation>
    </message>
    <message>
        <source>The table of opt-outs holds {what}, asked for on {when}, which no event recorded.</source>
        <translation>La tabla de solicitudes contiene {what}, pedida el {when}, que ningún suceso registró.</translation>
    </message>
    <message>
        <source>The table of opt-outs lacks {what}, which event {seq} recorded on {when}.</source>
        <translation>En la tabla de solicitudes falta {what}, que el suceso {seq} registró el {when}.</translation>
    </message>
    <message>
        <source>The translation into {language} is missing. Install dncdesk again.</source>
        <translation>Falta la traducción a {language}. Instale dncdesk de nuevo.</translation>
    </message>
    <message>
        <source>There are two groups called {name}.</source>
        <translation>Hay dos grupos llamados {name}.</translation>
    </message>
    <message>
        <source>There is more than one number here; enter them one at a time.</source>
        <translation>Aquí hay más de un número; introdúzcalos de uno en uno.</translation>
    </message>
    <message>
        <source>There is no copy of this log in {folder}.</source>
        <translation>No hay ninguna copia de este registro en {folder}.</translation>
    </message>
    <message>
        <source>There is no dialler “{name}” in the settings any more; what waits here for it: {count}. Put it back and start dncdesk again, or stop and drop the rest.</source>
        <translation>Ya no hay ningún marcador «{name}» en los ajustes; lo que aquí espera por él: {count}. Vuelva a ponerlo y reinicie dncdesk, o detenga y descarte el resto.</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Nothing was exported.</source>
        <translation>No existe la carpeta {folder}. No se exportó nada.</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>No existe la carpeta {path}.</translation>
    </message>
    <message>
        <source>There is no log at {path}.</source>
        <translation>No hay ningún registro en {path}.</translation>
    </message>
    <message>
        <source>There is no password for {user}. Enter it in the settings, or with “dncdesk login”.</source>
        <translation>No hay contraseña para {user}. Escríbala en los ajustes o con «dncdesk login».</translation>
    </message>
    <message>
        <source>There is no phone number in this text; type the number in digits.</source>
        <translation>En este texto no hay ningún número de teléfono; escríbalo con dígitos.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Nothing was changed.</source>
        <translation>No queda espacio en {folder}. No se cambió nada.</translation>
    </message>
    <message>
        <source>There is no server {name}. There are: {names}.</source>
        <translation>No hay ningún servidor {name}. Hay: {names}.</translation>
    </message>
    <message>
        <source>These letters may be a number or a remark; write the number in digits.</source>
        <translation>Estas letras pueden ser un número o una nota; escriba el número con dígitos.</translation>
    </message>
    <message>
        <source>This account has all rights that dncdesk can check.</source>
        <translation>Esta cuenta tiene todos los permisos que dncdesk puede comprobar.</translation>
    </message>
    <message>
        <source>This account has all rights that “Blocked” needs. There is no Undo.</source>
        <translation>Esta cuenta tiene todos los permisos que necesita «Bloqueado». No se puede deshacer.</translation>
    </message>
    <message>
        <source>This computer has no keyring that can keep a password. It was not kept.</source>
        <translation>Este equipo no tiene un llavero que pueda guardar una contraseña. No se guardó.</translation>
    </message>
    <message>
        <source>This computer has no keyring, so the password lasts until dncdesk ends.</source>
        <translation>Este equipo no tiene llavero, así que la contraseña dura hasta que se cierre dncdesk.</translation>
    </message>
    <message>
        <source>This computer&apos;s keyring ({name}) keeps passwords readable for anybody, so it is not used: the password lasts until dncdesk ends.</source>
        <translation>El llavero de este equipo ({name}) guarda contraseñas legibles para cualquiera, así que no se usa: la contraseña dura hasta que se cierre dncdesk.</translation>
    </message>
    <message>
        <source>This dialler is too old to add numbers by its API (it came in November 2019). Add the number on its Do Not Call page. The request is recorded.</source>
        <translation>Este marcador es demasiado antiguo para añadir números por su API (existe desde noviembre de 2019). Añada el número en su página Do Not Call. La solicitud está registrada.</translation>
    </message>
    <message>
        <source>This dialler is too old to be asked about leads.</source>
        <translation>Este marcador es demasiado antiguo para preguntarle por leads.</translation>
    </message>
    <message>
        <source>This dialler is too old to look numbers up (since February 2014).</source>
        <translation>Este marcador es demasiado antiguo para consultar números (desde febrero de 2014).</translation>
    </message>
    <message>
        <source>This dialler is too old to search leads (since October 2021).</source>
        <translation>Este marcador es demasiado antiguo para buscar leads (desde octubre de 2021).</translation>
    </message>
    <message>
        <source>This dialler is too old to show leads.</source>
        <translation>Este marcador es demasiado antiguo para mostrar leads.</translation>
    </message>
    <message>
        <source>This dialler is too old to show the queue (since August 2020).</source>
        <translation>Este marcador es demasiado antiguo para mostrar la cola (desde agosto de 2020).</translation>
    </message>
    <message>
        <source>This dialler is too old to take leads out of the queue (since November 2019).</source>
        <translation>Este marcador es demasiado antiguo para sacar leads de la cola (desde noviembre de 2019).</translation>
    </message>
    <message>
        <source>This dialler is too old to take numbers off by its API (since March 2024), so there is no Undo.</source>
        <translation>Este marcador es demasiado antiguo para quitar números por su API (desde marzo de 2024), así que no se puede deshacer.</translation>
    </message>
    <message>
        <source>This dialler is too old to tell which campaign a list feeds.</source>
        <translation>Este marcador es demasiado antiguo para decir a qué campaña alimenta una lista.</translation>
    </message>
    <message>
        <source>This file was taken in already, on {day} as {file}. Nothing was changed.</source>
        <translation>Este archivo ya se incorporó el {day} como {file}. No se cambió nada.</translation>
    </message>
    <message>
        <source>This is not an address. Type the dialler&apos;s, for example dialer.example.com.</source>
        <translation>Esto no es una dirección. Escriba la del marcador, por ejemplo dialer.example.com.</translation>
    </message>
    <message>
        <source>This is too long: it has {count} digits, and a number in the United States has {expected}; take out what is too much, or begin a foreign number with + and its country code.</source>
        <translation>Es demasiado largo: tiene {count} dígitos y un número de Estados Unidos tiene {expected}; quite lo que sobra o empiece un número extranjero con + y su código de país.</translation>
    </message>
    <message>
        <source>This is too long: it has {count} digits, and {expected} may follow the country code +{code}; take out what is too much, or begin a foreign number with + and its country code.</source>
        <translation>Es demasiado largo: tiene {count} dígitos y tras el código de país +{code} pueden ir {expected}; quite lo que sobra o empiece un número extranjero con + y su código de país.</translation>
    </message>
    <message>
        <source>This is too short: it has {count} of the {expected} digits of a number in the United States; check it and type what is missing.</source>
        <translation>Es demasiado corto: tiene {count} de los {expected} dígitos de un número de Estados Unidos; compruébelo y escriba lo que falta.</translation>
    </message>
    <message>
        <source>This is too short: it has {count} of the {expected} digits that follow the country code +{code}; check it and type what is missing.</source>
        <translation>Es demasiado corto: tiene {count} de los {expected} dígitos que siguen al código de país +{code}; compruébelo y escriba lo que falta.</translation>
    </message>
    <message>
        <source>This keyboard has no key for {keys}. Take another.</source>
        <translation>Este teclado no tiene tecla para {keys}. Elija otro.</translation>
    </message>
    <message>
        <source>This text is far longer than a phone number; paste only the number.</source>
        <translation>Este texto es mucho más largo que un número de teléfono; pegue solo el número.</translation>
    </message>
    <message>
        <source>This was for {server} alone. In the window everywhere means every dialler; repeat it with --server for: {others}.</source>
        <translation>Esto fue solo para {server}. En la ventana, en todas partes significa todos los marcadores; repítalo con --server para: {others}.</translation>
    </message>
    <message>
        <source>To be blocked everywhere.</source>
        <translation>Para bloquear en todas partes.</translation>
    </message>
    <message>
        <source>To be blocked in {campaign}.</source>
        <translation>Para bloquear en {campaign}.</translation>
    </message>
    <message>
        <source>To be taken off the internal list again.</source>
        <translation>Para quitar de la lista interna.</translation>
    </message>
    <message>
        <source>To be taken off the list of {campaign} again.</source>
        <translation>Para quitar de la lista de {campaign}.</translation>
    </message>
    <message>
        <source>To stop leads as well, {user} needs more rights: Settings ▸ Test connection shows which.</source>
        <translation>Para detener también los leads, {user} necesita más permisos: Ajustes ▸ Probar la conexión muestra cuáles.</translation>
    </message>
    <message>
        <source>Tries (at least)</source>
        <translation>Intentos (al menos)</translation>
    </message>
    <message>
        <source>Try {count}.</source>
        <translation>Intento {count}.</translation>
    </message>
    <message>
        <source>Type or paste the phone number to block.</source>
        <translation>Escriba o pegue el número de teléfono que quiere bloquear.</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Escrito</translation>
    </message>
    <message>
        <source>VICIdial {version} answers at {host}.</source>
        <translation>VICIdial {version} responde en {host}.</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>Buzón de voz</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>What answers at {host} is no dialler at the moment. Nothing was sent this time.</source>
        <translation>Lo que responde en {host} no es un marcador en este momento. Esta vez no se envió nada.</translation>
    </message>
    <message>
        <source>What came back is no answer of a dialler (HTTP {status}). Try again.</source>
        <translation>Lo que llegó no es la respuesta de un marcador (HTTP {status}). Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What the events say of {what} cannot be read ({reason}).</source>
        <translation>Lo que dicen los sucesos de {what} no se puede leer ({reason}).</translation>
    </message>
    <message>
        <source>What waits here for the dialler “{name}”: {count}.</source>
        <translation>Lo que aquí espera por el marcador «{name}»: {count}.</translation>
    </message>
    <message>
        <source>What was imported cannot be read ({reason}).</source>
        <translation>Lo importado no se puede leer ({reason}).</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Whether it may add numbers, the first real opt-out will tell.</source>
        <translation>Si puede añadir números, lo dirá la primera solicitud real.</translation>
    </message>
    <message>
        <source>Who took it: taken out.</source>
        <translation>Quién atendió: borrado.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Windows lets only you choose the program for tel: links: Settings ▸ Apps ▸ Default apps, search for tel, choose dncdesk.</source>
        <translation>Windows solo le deja a usted elegir el programa para los enlaces tel: Configuración ▸ Aplicaciones ▸ Aplicaciones predeterminadas, busque tel y elija dncdesk.</translation>
    </message>
    <message>
        <source>Windows refuses {keys} (error {number}). Take another.</source>
        <translation>Windows rechaza {keys} (error {number}). Elija otro.</translation>
    </message>
    <message>
        <source>With this account not all leads and queues can be looked at: dncdesk will often say “On the list” instead of “Blocked”, because a call that is lined up may still go out.</source>
        <translation>Con esta cuenta no se pueden ver todos los leads y colas: dncdesk dirá a menudo «En la lista» en vez de «Bloqueado», porque una llamada ya preparada aún puede salir.</translation>
    </message>
    <message>
        <source>With this account nothing can be read back: dncdesk will say “On the list” at best, never “Blocked”.</source>
        <translation>Con esta cuenta no se puede leer nada de vuelta: dncdesk dirá a lo sumo «En la lista», nunca «Bloqueado».</translation>
    </message>
    <message>
        <source>Written: {file}. Entries: {count}. Head of the log: {seq}:{hash}</source>
        <translation>Escrito: {file}. Entradas: {count}. Cabeza del registro: {seq}:{hash}</translation>
    </message>
    <message>
        <source>Your organisation&apos;s settings in {path} cannot be used ({reason}). Tell IT.</source>
        <translation>Los ajustes de su organización en {path} no se pueden usar ({reason}). Avise a informática.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s settings need a correction: {problem}</source>
        <translation>Los ajustes de su organización necesitan una corrección: {problem}</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>a part of the log</source>
        <translation>una parte del registro</translation>
    </message>
    <message>
        <source>answers in {ms} ms</source>
        <translation>responde en {ms} ms</translation>
    </message>
    <message>
        <source>answers, but not as a dialler does</source>
        <translation>responde, pero no como un marcador</translation>
    </message>
    <message>
        <source>asked before {moment}</source>
        <translation>pedido antes del {moment}</translation>
    </message>
    <message>
        <source>asked for: {place}</source>
        <translation>pedido para: {place}</translation>
    </message>
    <message>
        <source>asked since {moment}</source>
        <translation>pedido desde el {moment}</translation>
    </message>
    <message>
        <source>call</source>
        <translation>llamada</translation>
    </message>
    <message>
        <source>campaign {id}</source>
        <translation>campaña {id}</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>conectado</translation>
    </message>
    <message>
        <source>connected, may not list campaigns</source>
        <translation>conectado, no puede listar campañas</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>conectando</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>no responde</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>no funciona</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>vence el {day}</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>correo electrónico</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>todo</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>en todas partes</translation>
    </message>
    <message>
        <source>holds “{text}”</source>
        <translation>contiene «{text}»</translation>
    </message>
    <message>
        <source>in person</source>
        <translation>en persona</translation>
    </message>
    <message>
        <source>late</source>
        <translation>tarde</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>carta</translation>
    </message>
    <message>
        <source>login refused</source>
        <translation>acceso rechazado</translation>
    </message>
    <message>
        <source>met</source>
        <translation>cumplido</translation>
    </message>
    <message>
        <source>met late</source>
        <translation>cumplido tarde</translation>
    </message>
    <message>
        <source>new or changed since the export of {moment}</source>
        <translation>nuevo o cambiado desde la exportación del {moment}</translation>
    </message>
    <message>
        <source>no dialler set up yet</source>
        <translation>aún no hay marcador configurado</translation>
    </message>
    <message>
        <source>not delivering</source>
        <translation>no entrega</translation>
    </message>
    <message>
        <source>not known to be honoured</source>
        <translation>sin constancia de cumplimiento</translation>
    </message>
    <message>
        <source>not yet, in time</source>
        <translation>aún no, a tiempo</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otro</translation>
    </message>
    <message>
        <source>outcome: {words}</source>
        <translation>resultado: {words}</translation>
    </message>
    <message>
        <source>password missing</source>
        <translation>falta la contraseña</translation>
    </message>
    <message>
        <source>server {name}</source>
        <translation>servidor {name}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>iniciando</translation>
    </message>
    <message>
        <source>taken or entered by {name}</source>
        <translation>atendido o introducido por {name}</translation>
    </message>
    <message>
        <source>this week, by campaign</source>
        <translation>esta semana, por campaña</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>buzón de voz</translation>
    </message>
    <message>
        <source>what the table shows</source>
        <translation>lo que muestra la tabla</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>{campaign} does not use its own list. “Block everywhere” works for it.</source>
        <translation>{campaign} no usa su propia lista. «Bloquear en todas partes» sí le sirve.</translation>
    </message>
    <message>
        <source>{campaign} reads another campaign&apos;s list, so its own does not stop calls.</source>
        <translation>{campaign} lee la lista de otra campaña, así que la suya no detiene llamadas.</translation>
    </message>
    <message>
        <source>{campaign} reads the list of {other}: block there.</source>
        <translation>{campaign} lee la lista de {other}: bloquee allí.</translation>
    </message>
    <message>
        <source>{campaign} uses no list: only the leads that are there now can be stopped.</source>
        <translation>{campaign} no usa ninguna lista: solo se pueden detener los leads que hay ahora.</translation>
    </message>
    <message>
        <source>{count} calls could not be taken out of the queue and may still go out.</source>
        <translation>{count} llamadas no se pudieron sacar de la cola y aún pueden salir.</translation>
    </message>
    <message>
        <source>{count} entries: {what}</source>
        <translation>{count} entradas: {what}</translation>
    </message>
    <message>
        <source>{count} leads are stopped.</source>
        <translation>{count} leads están detenidos.</translation>
    </message>
    <message>
        <source>{count} leads could not be looked at and may still be called.</source>
        <translation>{count} leads no se pudieron ver y aún se les puede llamar.</translation>
    </message>
    <message>
        <source>{count} logins of {user} in the last 15 minutes were refused or not answered, and ten wrong ones would lock it for everybody. Nothing was sent this time; the next try is in a few minutes.</source>
        <translation>{count} accesos de {user} en los últimos 15 minutos se rechazaron o no se respondieron, y diez erróneos lo bloquearían para todos. Esta vez no se envió nada; el próximo intento es en unos minutos.</translation>
    </message>
    <message>
        <source>{count} of its leads could not be looked at.</source>
        <translation>{count} de sus leads no se pudieron ver.</translation>
    </message>
    <message>
        <source>{count} of its leads wait in the queue and will be called.</source>
        <translation>{count} de sus leads esperan en la cola y se les llamará.</translation>
    </message>
    <message>
        <source>{count} of its leads would be called if the list is not used.</source>
        <translation>Se llamaría a {count} de sus leads si no se usa la lista.</translation>
    </message>
    <message>
        <source>{count} queued calls were taken out.</source>
        <translation>Se sacaron {count} llamadas de la cola.</translation>
    </message>
    <message>
        <source>{file} cannot be written ({reason}). Close it where it is open, or choose another folder.</source>
        <translation>No se puede escribir {file} ({reason}). Ciérrelo donde esté abierto o elija otra carpeta.</translation>
    </message>
    <message>
        <source>{file} holds no number. Nothing was taken in.</source>
        <translation>{file} no contiene ningún número. No se incorporó nada.</translation>
    </message>
    <message>
        <source>{found} found, {stopped} stopped, {queued} still in the queue or in a call</source>
        <translation>{found} encontrados, {stopped} detenidos, {queued} aún en la cola o en llamada</translation>
    </message>
    <message>
        <source>{host} answers, but not as a VICIdial dialler does. Check the address: it is the one under which agents and managers log in.</source>
        <translation>{host} responde, pero no como un marcador VICIdial. Compruebe la dirección: es la misma con la que entran agentes y supervisores.</translation>
    </message>
    <message>
        <source>{host} answers, but not as a VICIdial dialler does. Take the address under which agents and managers log in.</source>
        <translation>{host} responde, pero no como un marcador VICIdial. Use la dirección con la que entran agentes y supervisores.</translation>
    </message>
    <message>
        <source>{host} does not prove who it is ({reason}). Nothing was sent. Its administrator can confirm its certificate.</source>
        <translation>{host} no demuestra quién es ({reason}). No se envió nada. Su administrador puede confirmar su certificado.</translation>
    </message>
    <message>
        <source>{host} is not in your own network, and http:// would send the password readable for everyone on the way. Nothing was sent. Use https:// in the server&apos;s settings.</source>
        <translation>{host} no está en su propia red, y http:// enviaría la contraseña legible para todos en el camino. No se envió nada. Use https:// en los ajustes del servidor.</translation>
    </message>
    <message>
        <source>{host} is not in your own network, and http:// would send the password readable for everyone on the way. Use https:// instead.</source>
        <translation>{host} no está en su propia red, y http:// enviaría la contraseña legible para todos en el camino. Use https://.</translation>
    </message>
    <message>
        <source>{host} is on the internet, and http:// would send the password readable for everyone on the way. Use https:// instead.</source>
        <translation>{host} está en internet, y http:// enviaría la contraseña legible para todos en el camino. Use https://.</translation>
    </message>
    <message>
        <source>{host} points to another address, {target}. Nothing was blocked. Put the right address into the server&apos;s settings.</source>
        <translation>{host} remite a otra dirección, {target}. No se bloqueó nada. Ponga la dirección correcta en los ajustes del servidor.</translation>
    </message>
    <message>
        <source>{host} points to another address: {target}. dncdesk does not follow by itself.</source>
        <translation>{host} remite a otra dirección: {target}. dncdesk no la sigue por sí solo.</translation>
    </message>
    <message>
        <source>{keys} alone would be taken from every other program. Hold Ctrl, Alt or the Windows key with it.</source>
        <translation>{keys} sola se quitaría a todos los demás programas. Mantenga a la vez Ctrl, Alt o la tecla Windows.</translation>
    </message>
    <message>
        <source>{keys} cannot be used. Take a letter, a digit or a function key with Ctrl and Alt.</source>
        <translation>{keys} no se puede usar. Elija una letra, un dígito o una tecla de función con Ctrl y Alt.</translation>
    </message>
    <message>
        <source>{keys} has a meaning of its own in most programs. Take another, such as Ctrl+Alt+D.</source>
        <translation>{keys} tiene un significado propio en la mayoría de los programas. Elija otro, como Ctrl+Alt+D.</translation>
    </message>
    <message>
        <source>{name} ({host})</source>
        <translation>{name} ({host})</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}).</source>
        <translation>No se puede leer {name} ({reason}).</translation>
    </message>
    <message>
        <source>{name} cannot be read as a workbook ({reason}).</source>
        <translation>{name} no se puede leer como libro de Excel ({reason}).</translation>
    </message>
    <message>
        <source>{name} could not be written ({reason}). Nothing was changed.</source>
        <translation>No se pudo escribir {name} ({reason}). No se cambió nada.</translation>
    </message>
    <message>
        <source>{name} is a folder. Choose another name; nothing was exported.</source>
        <translation>{name} es una carpeta. Elija otro nombre; no se exportó nada.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} está vacío.</translation>
    </message>
    <message>
        <source>{name} is in an old format of Excel. Save it there as .xlsx and open that.</source>
        <translation>{name} tiene un formato antiguo de Excel. Guárdelo allí como .xlsx y abra ese archivo.</translation>
    </message>
    <message>
        <source>{name} is no text. Save it as CSV in its own program, and open that.</source>
        <translation>{name} no es texto. Guárdelo como CSV en su propio programa y abra ese.</translation>
    </message>
    <message>
        <source>{name} may not be written in {folder}: it is open in another program, or you have no right to. Nothing was changed.</source>
        <translation>No se puede escribir {name} en {folder}: está abierto en otro programa o usted no tiene permiso. No se cambió nada.</translation>
    </message>
    <message>
        <source>{name}: events {first} to {last}, last written {when}.</source>
        <translation>{name}: sucesos {first} a {last}, escrito por última vez el {when}.</translation>
    </message>
    <message>
        <source>{name}: events {first} to {last}, last written {when}. Missing: {missing}.</source>
        <translation>{name}: sucesos {first} a {last}, escrito por última vez el {when}. Faltan: {missing}.</translation>
    </message>
    <message>
        <source>{name}: {count} entries ({parts})</source>
        <translation>{name}: {count} entradas ({parts})</translation>
    </message>
    <message>
        <source>{number}: its line in the log is damaged and cannot be sent. Enter it again, and tell IT.</source>
        <translation>{number}: su línea del registro está dañada y no se puede enviar. Introdúzcalo de nuevo y avise a informática.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): it was not checked.</source>
        <translation>No se puede leer {path} ({reason}): no se comprobó.</translation>
    </message>
    <message>
        <source>{path} is no log of dncdesk.</source>
        <translation>{path} no es un registro de dncdesk.</translation>
    </message>
    <message>
        <source>{path} names no head that can be read. Type the one that it prints.</source>
        <translation>{path} no nombra una cabeza legible. Escriba la que lleva impresa.</translation>
    </message>
    <message>
        <source>{server} lists no campaign {text}. It lists: {names}.</source>
        <translation>{server} no tiene ninguna campaña {text}. Tiene: {names}.</translation>
    </message>
    <message>
        <source>{text} is in the future. When did the person ask?</source>
        <translation>{text} está en el futuro. ¿Cuándo lo pidió la persona?</translation>
    </message>
    <message>
        <source>{user} is restricted to certain lists.</source>
        <translation>{user} está limitado a ciertas listas.</translation>
    </message>
    <message>
        <source>{user} may not add numbers. In VICIdial: Users ▸ {user} ▸ Allowed API Functions must hold add_dnc_phone. The request is recorded.</source>
        <translation>{user} no puede añadir números. En VICIdial: Users ▸ {user} ▸ Allowed API Functions debe contener add_dnc_phone. La solicitud está registrada.</translation>
    </message>
    <message>
        <source>{user} may not add numbers. In VICIdial: Users ▸ {user} ▸ Modify Lists = 1, user level 8. The request is recorded.</source>
        <translation>{user} no puede añadir números. En VICIdial: Users ▸ {user} ▸ Modify Lists = 1, nivel de usuario 8. La solicitud está registrada.</translation>
    </message>
    <message>
        <source>{user} may not look numbers up. In VICIdial: Users ▸ {user} ▸ Agent API Access = 1, and check_phone_number among Allowed API Functions.</source>
        <translation>{user} no puede consultar números. En VICIdial: Users ▸ {user} ▸ Agent API Access = 1 y check_phone_number entre Allowed API Functions.</translation>
    </message>
    <message>
        <source>{user} may not see any campaign. Ask the dialler&apos;s administrator.</source>
        <translation>{user} no puede ver ninguna campaña. Pregunte al administrador del marcador.</translation>
    </message>
    <message>
        <source>{user} needs two-factor login. In VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. Then enter the password in the settings again.</source>
        <translation>{user} necesita acceso de dos factores. En VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. Luego vuelva a escribir la contraseña en los ajustes.</translation>
    </message>
    <message>
        <source>{user} needs two-factor login. In VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. Then try again.</source>
        <translation>{user} necesita acceso de dos factores. En VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. Luego inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>{who} on {computer}</source>
        <translation>{who} en {computer}</translation>
    </message>
    <message>
        <source>“Blocked” is said only of what was read back from the dialler. The head&apos;s hash stands for every event up to it: “dncdesk verify” checks the log against it.</source>
        <translation>«Bloqueado» se dice solo de lo que se leyó de vuelta del marcador. El hash de la cabeza responde de cada suceso hasta ella: «dncdesk verify» compara el registro con él.</translation>
    </message>
    <message>
        <source>“{line}” is no group. Write it as Acme: SALES01, SALES02.</source>
        <translation>«{line}» no es un grupo. Escríbalo así: Acme: SALES01, SALES02.</translation>
    </message>
    <message>
        <source>“{name}” does not tell the kind of file: its name must end in .csv, .xlsx, .jsonl or .pdf.</source>
        <translation>«{name}» no dice el tipo de archivo: su nombre debe acabar en .csv, .xlsx, .jsonl o .pdf.</translation>
    </message>
    <message>
        <source>“{rest}” may be a second number; write each number in full.</source>
        <translation>«{rest}» puede ser un segundo número; escriba cada número completo.</translation>
    </message>
    <message>
        <source>“{text}” is no head. Write it as it is printed: a number, a colon, 64 hexadecimal digits.</source>
        <translation>«{text}» no es una cabeza. Escríbala como está impresa: un número, dos puntos, 64 dígitos hexadecimales.</translation>
    </message>
    <message>
        <source>“{text}” is not a campaign; for every campaign, use --everywhere.</source>
        <translation>«{text}» no es una campaña; para todas las campañas, use --everywhere.</translation>
    </message>
    <message>
        <source>“{text}” is not a date and time. Write it as 2026-11-23T14:02.</source>
        <translation>«{text}» no es una fecha con hora. Escríbala así: 2026-11-23T14:02.</translation>
    </message>
    <message>
        <source>“{text}” is not a date. Write it as 2026-11-23.</source>
        <translation>«{text}» no es una fecha. Escríbala así: 2026-11-23.</translation>
    </message>
</context>
<context>
    <name>story</name>
    <message>
        <source>Deadline {day}. {standing}</source>
        <translation>Plazo {day}. {standing}</translation>
    </message>
    <message>
        <source>Imported from a former log. What is here was taken over as it stood there: dncdesk has not asked the dialler, and the chain of hashes does not cover it.</source>
        <translation>Importado de un registro anterior. Lo que hay aquí se tomó como estaba allí: dncdesk no ha preguntado al marcador, y la cadena de hashes no lo abarca.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Blocked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Stopped here</source>
        <translation>Detenido aquí</translation>
    </message>
    <message>
        <source>On the list</source>
        <translation>En la lista</translation>
    </message>
    <message>
        <source>Not effective</source>
        <translation>Sin efecto</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>Sin entregar</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>Quitado</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>No se dice</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>{outcome}: {number}</source>
        <translation>{outcome}: {number}</translation>
    </message>
    <message>
        <source>Taken off: {number}</source>
        <translation>Quitado: {number}</translation>
    </message>
    <message>
        <source>Not taken off yet: {number}</source>
        <translation>Aún no se quitó: {number}</translation>
    </message>
    <message>
        <source>Not taken off: {number}</source>
        <translation>No se quitó: {number}</translation>
    </message>
    <message>
        <source>Take off: {place}</source>
        <translation>Quitar: {place}</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>En todas partes</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>Cumplido</translation>
    </message>
    <message>
        <source>Met late</source>
        <translation>Cumplido tarde</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Vence hoy</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Vence {day}</translation>
    </message>
    <message>
        <source>The deadline {day} is met: read back on {moment}.</source>
        <translation>El plazo {day} se cumplió: leído de vuelta el {moment}.</translation>
    </message>
    <message>
        <source>Read back on {moment}, after the deadline {day}.</source>
        <translation>Leído de vuelta el {moment}, después del plazo {day}.</translation>
    </message>
    <message>
        <source>Late: it was due on {day} and is not known to be blocked.</source>
        <translation>Tarde: vencía el {day} y no consta como bloqueado.</translation>
    </message>
    <message>
        <source>Due on {day}; not known to be blocked yet.</source>
        <translation>Vence el {day}; aún no consta como bloqueado.</translation>
    </message>
    <message>
        <source>Late {day}</source>
        <translation>Tarde {day}</translation>
    </message>
</context>
</TS>
