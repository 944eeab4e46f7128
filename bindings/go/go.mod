module softadastra.example/sync

go 1.19
