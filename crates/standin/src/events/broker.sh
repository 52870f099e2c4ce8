# Runs a broker for as long as whoever started this lives: when they are gone, however they went, their end of the
# pipe closes, and the broker goes too, with all that it wrote. A signal to all who sit at a terminal is not for us.
trap '' INT HUP TERM
epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 >/dev/null 2>&1 &
epmd=$!
start() {
    # "detached" lets the program take the script's place, so that its id is the one we know.
    detached=1 /usr/lib/rabbitmq/bin/rabbitmq-server >>"$SAGSBORD_BROKER/out.txt" 2>&1 &
    broker=$!
}
start
while read -r word; do
    case $word in
    kill)
        kill -KILL "$broker"
        wait "$broker"
        ;;
    start) start ;;
    esac
done 2>/dev/null
kill -KILL "$broker" "$epmd" 2>/dev/null
wait "$broker" "$epmd" 2>/dev/null
rm -rf "$SAGSBORD_BROKER"
