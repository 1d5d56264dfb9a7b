/* Whether copying a booted machine on write could beat making it anew: processor time of an engine with 1 GB of RAM, opened,
   run and closed, against a fork of a process that holds one, with the same run in the child.

     clang -O2 Benchmarks/copy-on-write.c -o copy-on-write -lunicorn && ./copy-on-write 200 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unicorn/unicorn.h>
#include <unistd.h>

#define RAM_SIZE (1ul << 30)
#define RAM_BASE 0x80000000u
/* Pages that a booted machine has written: tables, kernel, images. */
#define TOUCHED_PAGES 256
/* What a worker holds besides. */
#define WORKER_BYTES (30 << 20)

/* str r0, [r1]; add r0, r0, #1; cmp r0, #100; bne to the first */
static const unsigned code[] = {0xE5810000, 0xE2800001, 0xE3500064, 0x1AFFFFFB};

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec * 1e-6; }

static double processorTime(void)
{
    struct rusage own, children;

    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return seconds(own.ru_utime) + seconds(own.ru_stime) + seconds(children.ru_utime) + seconds(children.ru_stime);
}

static uc_engine *make(char **ram)
{
    uc_engine *engine;
    int page;

    if (uc_open(UC_ARCH_ARM, UC_MODE_ARM, &engine))
        exit(1);
    uc_ctl_set_cpu_model(engine, UC_CPU_ARM_CORTEX_A8);
    *ram = mmap(NULL, RAM_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (*ram == MAP_FAILED || uc_mem_map_ptr(engine, RAM_BASE, RAM_SIZE, UC_PROT_ALL, *ram))
        exit(1);
    for (page = 0; page < TOUCHED_PAGES; page++)
        (*ram)[page * 4096] = 1;
    memcpy(*ram, code, sizeof code);
    return engine;
}

static void run(uc_engine *engine)
{
    unsigned count = 0, address = RAM_BASE + 0x100000;

    uc_reg_write(engine, UC_ARM_REG_R0, &count);
    uc_reg_write(engine, UC_ARM_REG_R1, &address);
    if (uc_emu_start(engine, RAM_BASE, RAM_BASE + sizeof code, 0, 0))
        exit(1);
}

static void inChild(uc_engine *engine)
{
    pid_t child = fork();

    if (child == 0) {
        if (engine)
            run(engine);
        _exit(0);
    }
    if (child < 0 || waitpid(child, NULL, 0) < 0)
        exit(1);
}

int main(int count, char **arguments)
{
    int times = count > 1 ? atoi(arguments[1]) : 200, index;
    char *templateRAM, *worker = malloc(WORKER_BYTES);
    uc_engine *template = make(&templateRAM);
    double start, made, forked, ran;

    if (!worker || times < 1)
        return 1;
    memset(worker, 1, WORKER_BYTES);
    run(template);
    start = processorTime();
    for (index = 0; index < times; index++) {
        char *ram;
        uc_engine *engine = make(&ram);

        run(engine);
        uc_close(engine);
        munmap(ram, RAM_SIZE);
    }
    made = processorTime();
    for (index = 0; index < times; index++)
        inChild(NULL);
    forked = processorTime();
    for (index = 0; index < times; index++)
        inChild(template);
    ran = processorTime();
    printf("made anew and run: %.0f us; fork alone: %.0f us; fork and run: %.0f us, %.2f of making it anew\n",
           (made - start) / times * 1e6, (forked - made) / times * 1e6, (ran - forked) / times * 1e6,
           (ran - forked) / (made - start));
    return 0;
}
